/**
 * Lets requests decode their bodies one after another and yields to the event loop between them.
 * Decoding is synchronous: without the queue, a page request would wait for several large bodies in
 * a row.
 */
export class DecodeQueue {
  #last: Promise<void> = Promise.resolve();

  /** Resolves when it is the caller's turn, which ends at the caller's next `await`. */
  turn(): Promise<void> {
    this.#last = this.#last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return this.#last;
  }
}
