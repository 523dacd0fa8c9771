export type Output = NodeJS.WritableStream & { isTTY?: boolean };

const REDRAWN_EVERY_MS = 100;
const SAID_EVERY_MS = 5000;
const CLEAR_LINE = "\r\x1b[2K";

/** Where a command says how far it is: one line drawn over in a terminal, else a line now and then. */
export class Screen {
  #output: Output;
  #lastDrawnMs = performance.now();
  #drawn = false;

  constructor(output: Output) {
    this.#output = output;
  }

  /** `line` is asked for when it is time to show one. */
  show(line: () => string): void {
    const nowMs = performance.now();
    const everyMs = this.#output.isTTY ? REDRAWN_EVERY_MS : SAID_EVERY_MS;
    if (nowMs - this.#lastDrawnMs < everyMs) return;
    this.#lastDrawnMs = nowMs;
    this.#output.write(this.#output.isTTY ? CLEAR_LINE + line() : `${line()}\n`);
    this.#drawn = this.#output.isTTY === true;
  }

  say(text: string): void {
    this.clear();
    this.#output.write(`${text}\n`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#drawn) this.#output.write(CLEAR_LINE);
    this.#drawn = false;
  }
}
