import { formatExactInstant, formatInstant } from "@/lib/format-time";

/**
 * A time in short form, with the exact time in its `title`. The year is left out when it is the year
 * of `asOf`.
 */
export function Instant({ at, asOf }: { at: string; asOf: string }) {
  return (
    <time dateTime={at} title={formatExactInstant(at)} className="whitespace-nowrap tabular-nums">
      {formatInstant(at, asOf)}
    </time>
  );
}
