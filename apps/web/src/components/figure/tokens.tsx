import { formatCompact, formatInteger } from "@/lib/format";

/** A number of tokens in short form, with the exact number in its `title`. */
export function Tokens({ count }: { count: number }) {
  return (
    <span title={`${formatInteger(count)} tokens`} className="whitespace-nowrap tabular-nums">
      {formatCompact(count)}
    </span>
  );
}
