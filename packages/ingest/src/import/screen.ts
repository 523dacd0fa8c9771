import { type Progress, progressLine } from "./progress-line";

export type Output = NodeJS.WritableStream & { isTTY?: boolean };

const REDRAWN_EVERY_MS = 100;
const SAID_EVERY_MS = 5000;
const CLEAR_LINE = "\r\x1b[2K";

/** Where an import says how far it is and which rows are bad: a bar in a terminal, else a line now and then. */
export class Screen {
  #output: Output;
  #lastDrawnMs = performance.now();
  #drawn = false;

  constructor(output: Output) {
    this.#output = output;
  }

  show(progress: Progress): void {
    const nowMs = performance.now();
    const everyMs = this.#output.isTTY ? REDRAWN_EVERY_MS : SAID_EVERY_MS;
    if (nowMs - this.#lastDrawnMs < everyMs) return;
    this.#lastDrawnMs = nowMs;
    this.#output.write(
      this.#output.isTTY ? CLEAR_LINE + progressLine(progress) : `${progressLine(progress)}\n`,
    );
    this.#drawn = this.#output.isTTY === true;
  }

  /** Prints why a row is bad. */
  sayProblem(line: number, problem: string): void {
    this.say(`line ${line}: ${problem}`);
  }

  say(text: string): void {
    this.clear();
    this.#output.write(`${text}\n`);
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.#drawn) this.#output.write(CLEAR_LINE);
    this.#drawn = false;
  }
}
