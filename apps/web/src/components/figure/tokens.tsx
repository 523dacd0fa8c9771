import { formatCompact, formatInteger } from "@/lib/format";

/** A count of tokens in short, exact in its title. */
export function Tokens({ count }: { count: number }) {
  return (
    <span title={`${formatInteger(count)} tokens`} className="whitespace-nowrap tabular-nums">
      {formatCompact(count)}
    </span>
  );
}
