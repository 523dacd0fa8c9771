import type { ReportedCall } from "../../calls/reported-call";
import { instantOf } from "../unix-nano";
import type { ReceivedLogRecord } from "./received-log-record";

/**
 * Returns the time of a record's call. It is the first of these that is present: the time of the record,
 * the time of the event, the time of the first observation, and `now`. Codex sends records without a
 * record time, and records from users' own programs often have no time at all.
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
