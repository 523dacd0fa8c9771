/** What to report to the exporter of a request that was accepted, beyond plain success. */
export interface ExportResult {
  /** Rejected spans, log records or data points. Sending them again changes nothing. */
  rejected: number;
  /** Sentences for the sender. They quote nothing that was sent. */
  messages: readonly string[];
}

export const NOTHING_REJECTED: ExportResult = { rejected: 0, messages: [] };
