import type { ReportedCall } from "../../calls/reported-call";
import type { ReceivedLogRecord } from "./received-log-record";

/** Reads the log records of one program or one convention that report model calls. */
export interface LogSource {
  /** Whether the record reports a call. A record is ignored when this is false for all sources. */
  isUsage(received: ReceivedLogRecord): boolean;
  /**
   * Returns the reported call; null when the call used nothing, for example because it failed before the
   * model responded. Throws `UnreadableField` when a required field cannot be read.
   */
  callOf(received: ReceivedLogRecord, now: Date): ReportedCall | null;
}
