import type { ExportResult } from "./export-result";

/** An answer is a line in somebody's log. */
const MAX_SENTENCES = 10;

/** Why spans or records were refused, summed up by reason: a batch may hold one fault a thousand times. */
export class Rejections {
  #countByReason = new Map<string, number>();
  #rejected = 0;

  add(reason: string): void {
    this.#rejected++;
    this.#countByReason.set(reason, (this.#countByReason.get(reason) ?? 0) + 1);
  }

  /** `what` is one of what was refused, such as `log record`. */
  taken(what: string): ExportResult {
    const reasons = [...this.#countByReason].sort(([, a], [, b]) => b - a).slice(0, MAX_SENTENCES);
    const messages = reasons.map(
      ([reason, count]) => `${count} ${what}${count === 1 ? "" : "s"} not counted: ${reason}.`,
    );
    return { rejected: this.#rejected, messages };
  }
}
