import type { ReportedCall } from "../../calls/reported-call";
import { instantOf } from "../unix-nano";
import type { LogEntry } from "./received-log-record";

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
