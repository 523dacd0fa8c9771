import { formatCompact, formatInteger, UNKNOWN } from "@/lib/format";

/** A number of tokens in short form, with the exact number in its `title`; `—` for an unknown number. */
export function Tokens({ count }: { count: number | null }) {
  if (count === null) return <span title="The number of tokens is unknown">{UNKNOWN}</span>;
  return (
    <span title={`${formatInteger(count)} tokens`} className="whitespace-nowrap tabular-nums">
      {formatCompact(count)}
    </span>
  );
}
