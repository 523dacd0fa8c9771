import type { ReportedCall } from "../../calls/reported-call";
import type { ReceivedLogRecord } from "./received-log-record";

/** A program, or a convention, whose log records report model calls. */
export interface LogSource {
  /** Whether the record reports a call. Other records are ignored. */
  isUsage(received: ReceivedLogRecord): boolean;
  /**
   * The reported call; null when it used nothing, such as a call that failed before it was answered.
   * Throws `UnreadableField` when a field that it needs cannot be read.
   */
  callOf(received: ReceivedLogRecord, now: Date): ReportedCall | null;
}
