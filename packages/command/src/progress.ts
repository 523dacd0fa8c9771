const SHOWN_AFTER_MS = 1000;

export interface Progress {
  /** Prints a line. */
  say(line: string): void;
  /** Runs `work`; if it takes over a second, says that it is under way and at last how long it took. */
  step<T>(title: string, work: () => Promise<T>): Promise<T>;
}

/** Lines on `stream`, by default standard error, so that a command's own output stays clean. */
export function createProgress(stream: NodeJS.WritableStream = process.stderr): Progress {
  const say = (line: string) => void stream.write(`${line}\n`);
  return {
    say,
    async step(title, work) {
      const startedAtMs = performance.now();
      const timer = setTimeout(() => say(`${title} …`), SHOWN_AFTER_MS);
      try {
        const result = await work();
        const elapsedMs = performance.now() - startedAtMs;
        if (elapsedMs > SHOWN_AFTER_MS) say(`${title}: ${(elapsedMs / 1000).toFixed(1)} s`);
        return result;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
