import type { ExportResult } from "./export-result";

/**
 * The maximum number of sentences in a message. The number is small because the exporter logs the message
 * as one line.
 */
const MAX_SENTENCES = 10;

/**
 * Counts the rejected spans or log records by reason, because the same error can occur a thousand times in
 * a batch.
 */
export class Rejections {
  #countByReason = new Map<string, number>();
  #rejected = 0;

  add(reason: string): void {
    this.#rejected++;
    this.#countByReason.set(reason, (this.#countByReason.get(reason) ?? 0) + 1);
  }

  /**
   * Returns the result, with the most frequent reasons first. `noun` names one rejected item, such as `log
   * record`.
   */
  result(noun: string): ExportResult {
    const reasons = [...this.#countByReason].sort(([, a], [, b]) => b - a).slice(0, MAX_SENTENCES);
    const messages = reasons.map(
      ([reason, count]) => `${count} ${noun}${count === 1 ? "" : "s"} not counted: ${reason}.`,
    );
    return { rejected: this.#rejected, messages };
  }
}
