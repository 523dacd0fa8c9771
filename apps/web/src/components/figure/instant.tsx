import { formatExactInstant, formatInstant } from "@/lib/format-time";

/** An instant in short form, with the exact one in its title. The year of `asOf` is left out. */
export function Instant({ at, asOf }: { at: string; asOf: string }) {
  return (
    <time dateTime={at} title={formatExactInstant(at)} className="whitespace-nowrap tabular-nums">
      {formatInstant(at, asOf)}
    </time>
  );
}
