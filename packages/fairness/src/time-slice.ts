import { setImmediate as nextTurn } from "node:timers/promises";

const SLICE_MS = 1;

/** Resolves when the last slice that was asked for may begin. */
let last = Promise.resolve();

/**
 * Divides long work into slices of a millisecond, between which the event loop serves others. Of all works
 * together, one slice is done in each turn of the event loop, because a request takes several turns.
 */
export class TimeSlice {
  #startedAtMs = performance.now();

  isOver(): boolean {
    return performance.now() - this.#startedAtMs > SLICE_MS;
  }

  /** Lets the event loop serve others, and begins the next slice. */
  async next(): Promise<void> {
    last = last.then(() => nextTurn());
    await last;
    this.#startedAtMs = performance.now();
  }
}
