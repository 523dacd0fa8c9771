import { formatExactInstant, formatInstant } from "@/lib/format-time";

/** A moment that reads easily, exact in UTC in its title. `asOf` tells which year need not be said. */
export function Instant({ at, asOf }: { at: string; asOf: string }) {
  return (
    <time dateTime={at} title={formatExactInstant(at)} className="whitespace-nowrap tabular-nums">
      {formatInstant(at, asOf)}
    </time>
  );
}
