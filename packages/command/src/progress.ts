export type Output = NodeJS.WritableStream & { isTTY?: boolean };

/** Shows a person what a command is doing. */
export interface Progress {
  /** Prints a line. */
  say(line: string): void;
  /**
   * Shows how far the work is. A terminal shows one line that is redrawn; a file or a pipe receives a
   * line every five seconds. `line` is called only when a line will be printed, so it is cheap to call
   * `update` for every row.
   */
  update(line: () => string): void;
  /** Removes the redrawn line, so that other output starts on a clean line. */
  clear(): void;
  /**
   * Runs `work`. If `work` takes more than a second, this method prints the title and, at the end, the
   * duration.
   */
  step<Result>(title: string, work: () => Promise<Result>): Promise<Result>;
}

const ANNOUNCED_AFTER_MS = 1000;
const REDRAWN_EVERY_MS = 100;
const REPEATED_EVERY_MS = 5000;
const CLEAR_LINE = "\r\x1b[2K";

/**
 * Creates a progress display. It writes to the standard error output by default, so that the standard
 * output contains only the result.
 */
export function createProgress(output: Output = process.stderr): Progress {
  const isTerminal = output.isTTY === true;
  let isDrawn = false;
  let updatedAtMs = performance.now();

  function clear(): void {
    if (isDrawn) output.write(CLEAR_LINE);
    isDrawn = false;
  }

  function say(line: string): void {
    clear();
    output.write(`${line}\n`);
  }

  function update(line: () => string): void {
    const nowMs = performance.now();
    if (nowMs - updatedAtMs < (isTerminal ? REDRAWN_EVERY_MS : REPEATED_EVERY_MS)) return;
    updatedAtMs = nowMs;
    output.write(isTerminal ? `${CLEAR_LINE}${line()}` : `${line()}\n`);
    isDrawn = isTerminal;
  }

  async function step<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
    const startedAtMs = performance.now();
    const timer = setTimeout(() => say(`${title} …`), ANNOUNCED_AFTER_MS);
    try {
      const result = await work();
      const elapsedMs = performance.now() - startedAtMs;
      if (elapsedMs > ANNOUNCED_AFTER_MS) say(`${title}: ${(elapsedMs / 1000).toFixed(1)} s`);
      return result;
    } finally {
      clearTimeout(timer);
    }
  }

  return { say, update, clear, step };
}
