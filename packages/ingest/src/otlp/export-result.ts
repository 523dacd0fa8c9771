/** What became of one signal's request, beyond what was taken as it came. */
export interface ExportResult {
  /** Spans, log records or data points that were refused; resending them changes nothing. */
  rejected: number;
  /** What the sender should know, in sentences of ours: nothing of what was sent stands in them. */
  messages: string[];
}
