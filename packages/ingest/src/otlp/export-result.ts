/** The number of rejected items of an accepted request, and messages for the exporter. */
export interface ExportResult {
  /** The number of rejected spans, log records or data points. The exporter should not send them again. */
  rejected: number;
  /** Sentences for the sender. They quote nothing from the request. */
  messages: readonly string[];
}

export const NOTHING_REJECTED: ExportResult = { rejected: 0, messages: [] };
