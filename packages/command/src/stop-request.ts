import { readFileSync } from "node:fs";

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const PARENT_POLL_MS = 500;
/**
 * One Ctrl-C can send two signals: one from the terminal and one that npm forwards. Two signals within
 * this time count as one request.
 */
const SAME_REQUEST_MS = 1000;

export interface StopRequest {
  /** The exit code that a shell expects after this signal. */
  exitCode: number;
}

/**
 * Resolves when this process must stop: on Ctrl-C, on SIGTERM, when the terminal is closed, or when the
 * npm process that started it has ended. In the last case no signal arrives, because npm's shell does
 * not forward SIGTERM, and nobody can forward SIGKILL. A second request ends the process immediately.
 */
export function stopRequest(): Promise<StopRequest> {
  const isUnderNpm = process.env.npm_lifecycle_event !== undefined;
  return new Promise((resolve) => {
    let requestedAtMs: number | undefined;
    for (const [signal, exitCode] of Object.entries(EXIT_CODES)) {
      process.on(signal, () => {
        requestedAtMs ??= performance.now();
        if (performance.now() - requestedAtMs > SAME_REQUEST_MS) process.exit(exitCode);
        resolve({ exitCode });
      });
    }
    if (isUnderNpm) onParentExit(() => resolve({ exitCode: EXIT_CODES.SIGTERM }));
  });
}

/**
 * Calls `leave` when npm ends, if npm is the parent process or the parent of the parent process.
 * Otherwise calls it when the parent process ends. On systems other than Linux it cannot recognise npm,
 * so it watches only the parent process.
 */
function onParentExit(leave: () => void): void {
  const distance = [1, 2].find((count) => nameOf(ancestors(count).at(-1)).startsWith("npm")) ?? 1;
  const before = ancestors(distance).join();
  const timer = setInterval(() => {
    if (ancestors(distance).join() === before) return;
    clearInterval(timer);
    leave();
  }, PARENT_POLL_MS);
  timer.unref();
}

/** Returns the ids of the parent process, of its parent and so on. An id that cannot be read is 0. */
function ancestors(count: number): number[] {
  const pids = [process.ppid];
  while (pids.length < count) {
    const [, , parentPid] = readStat(pids.at(-1));
    pids.push(Number(parentPid ?? 0));
  }
  return pids;
}

function nameOf(pid: number | undefined): string {
  const [, name = ""] = readStat(pid);
  return name;
}

/**
 * Reads the name of a process and the id of its parent, as the groups of a match. The array is empty if
 * the process cannot be read.
 */
function readStat(pid: number | undefined): string[] {
  try {
    return /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
  } catch {
    return [];
  }
}
