/**
 * Lets requests decode their bodies one after another and yields to the event loop between two bodies.
 * JSON is parsed at once. Without the queue, several large bodies could be parsed in a row, and a request for
 * a web page would have to wait for all of them.
 */
export class DecodeQueue {
  #last: Promise<void> = Promise.resolve();

  /** Resolves when it is the caller's turn, which ends at the caller's next `await`. */
  turn(): Promise<void> {
    this.#last = this.#last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return this.#last;
  }
}
