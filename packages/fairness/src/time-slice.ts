import { setImmediate as nextTurn } from "node:timers/promises";

const SLICE_MS = 4;

/** Divides long work into slices of four milliseconds, between which the event loop serves others. */
export class TimeSlice {
  #startedAtMs = performance.now();

  isOver(): boolean {
    return performance.now() - this.#startedAtMs > SLICE_MS;
  }

  /** Lets the event loop serve others, and begins the next slice. */
  async next(): Promise<void> {
    await nextTurn();
    this.#startedAtMs = performance.now();
  }
}
