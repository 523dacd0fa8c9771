import type { ImportProgress, SourceFile } from "@ai-cost/ingest";
import { progressLine } from "./progress-line";

/** Adds the progress in the current file to that in the files before it. */
export class ProgressMeter {
  readonly #sizeBytes: number;
  #finishedBytes = 0;

  constructor(sources: readonly SourceFile[]) {
    this.#sizeBytes = sources.reduce((sum, source) => sum + sizeOf(source), 0);
  }

  line(progress: ImportProgress): string {
    if (this.#sizeBytes === 0) return progressLine(progress);
    const readBytes = this.#finishedBytes + progress.readBytes;
    return progressLine({ ...progress, readBytes, sizeBytes: this.#sizeBytes });
  }

  finish(source: SourceFile): void {
    this.#finishedBytes += sizeOf(source);
  }
}

/** The size of a recognised file. The size of another file is known only after it was opened. */
const sizeOf = (source: SourceFile): number =>
  "exported" in source ? source.exported.sizeBytes : 0;
