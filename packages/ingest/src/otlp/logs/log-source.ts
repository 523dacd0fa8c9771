import type { ReportedCall } from "../../calls/reported-call";
import type { LogEntry } from "./received-log-record";

/** An emitter whose log records report model calls. */
export interface LogSource {
  /** Whether the record reports a call; whatever else it sends is none of ours. */
  isUsage(entry: LogEntry): boolean;
  /**
   * The call; null when it used nothing, as one that failed before it was answered. Throws
   * `UnreadableField` when a field that it needs cannot be read.
   */
  callOf(entry: LogEntry, now: Date): ReportedCall | null;
}
