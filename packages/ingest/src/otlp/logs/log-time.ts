import type { ReportedCall } from "../../calls/reported-call";
import type { LogEntry } from "./log-entry";

const NANOSECONDS_PER_MILLISECOND = 1_000_000n;

/**
 * When a record's call was: the record's own time, else the event's, else when an exporter first saw
 * it. Codex gives no time of the record, hand-made records often none at all: then it is `now`.
 */
export function timeOf(
  { record, attributes }: LogEntry,
  now: Date,
): Pick<ReportedCall, "occurredAt" | "isTimeAssumed"> {
  const occurredAt =
    instantOf(record.timeUnixNano) ??
    attributes.instant("event.timestamp") ??
    instantOf(record.observedTimeUnixNano);
  return { occurredAt: occurredAt ?? now, isTimeAssumed: occurredAt === null };
}

/** OTLP says 0 where the time is not known. */
const instantOf = (unixNano: bigint): Date | null =>
  unixNano === 0n ? null : new Date(Number(unixNano / NANOSECONDS_PER_MILLISECOND));
