/**
 * Lets requests do their long stretches of work one after the other, with everything else that waits
 * in between: of many large bodies at once, each step of a page waits for one.
 */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Resolves when it is this one's turn, which lasts until it waits for something. */
  next(): Promise<void> {
    this.#last = this.#last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return this.#last;
  }
}
