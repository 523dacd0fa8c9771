import type { ReportedCall } from "../../calls/reported-call";
import { instantOf } from "../unix-nano";
import type { ReceivedLogRecord } from "./received-log-record";

/**
 * The time of a record's call: the record's time, or the event's, or when the record was first
 * observed, or `now`. Codex gives its records no time, and handwritten records often have none of them.
 */
export function timeOf(
  { record, attributes }: ReceivedLogRecord,
  now: Date,
): Pick<ReportedCall, "occurredAt" | "isTimeAssumed"> {
  const occurredAt =
    instantOf(record.timeUnixNano) ??
    attributes.instant("event.timestamp") ??
    instantOf(record.observedTimeUnixNano);
  return { occurredAt: occurredAt ?? now, isTimeAssumed: occurredAt === null };
}
