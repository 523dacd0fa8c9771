import { type Progress, progressLine } from "./progress-line";

export type Output = NodeJS.WritableStream & { isTTY?: boolean };

const REDRAWN_EVERY_MS = 100;
const SAID_EVERY_MS = 5000;
const SHOWN_PROBLEMS = 20;
const CLEAR_LINE = "\r\x1b[2K";

/** Where an import says how far it is and which rows are bad: a bar in a terminal, else a line now and then. */
export class Screen {
  #output: Output;
  #lastDrawnMs = performance.now();
  #problems = 0;
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

  /** Prints why a row is bad; of many the first only. */
  sayProblem(line: number, problem: string): void {
    this.#problems += 1;
    if (this.#problems <= SHOWN_PROBLEMS) this.say(`line ${line}: ${problem}`);
    if (this.#problems === SHOWN_PROBLEMS) this.say("Further bad rows are counted, not shown.");
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
