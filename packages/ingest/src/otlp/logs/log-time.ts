import type { ReportedCall } from "../../calls/reported-call";
import { instantOf } from "../unix-nano";
import type { ReceivedLogRecord } from "./received-log-record";

/**
 * The time of a record's call: the time of the record, of the event, or of the first observation,
 * whichever is present first in this order, otherwise `now`. Codex sends records without a record time,
 * and handwritten records often have no time at all.
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
