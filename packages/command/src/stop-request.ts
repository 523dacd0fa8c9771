import { readFileSync } from "node:fs";

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const PARENT_POLL_MS = 500;
/** One Ctrl-C can arrive twice: from the terminal and passed on by npm. */
const SAME_REQUEST_MS = 1000;

export interface StopRequest {
  /** What a shell expects of a process that ends by this signal. */
  exitCode: number;
}

/**
 * Resolves when this process is asked to leave: by Ctrl-C, SIGTERM, a closed terminal, or because
 * the npm that started it is gone (npm's shell does not pass a SIGTERM on, and nothing passes on a
 * SIGKILL). A second request, later, ends the process at once.
 */
export function stopRequest(): Promise<StopRequest> {
  const isUnderNpm = process.env.npm_lifecycle_event !== undefined;
  return new Promise((resolve) => {
    let askedAtMs: number | undefined;
    for (const [signal, exitCode] of Object.entries(SIGNALS)) {
      process.on(signal, () => {
        askedAtMs ??= performance.now();
        if (performance.now() - askedAtMs > SAME_REQUEST_MS) process.exit(exitCode);
        resolve({ exitCode });
      });
    }
    if (isUnderNpm) whenParentIsGone(() => resolve({ exitCode: SIGNALS.SIGTERM }));
  });
}

/** The parent, or npm where it is the parent of the shell in between; on Linux it can be told by its name. */
function whenParentIsGone(leave: () => void): void {
  const distance = [1, 2].find((count) => nameOf(ancestors(count).at(-1)).startsWith("npm")) ?? 1;
  const before = ancestors(distance).join();
  const timer = setInterval(() => {
    if (ancestors(distance).join() === before) return;
    clearInterval(timer);
    leave();
  }, PARENT_POLL_MS);
  timer.unref();
}

/** The ids of the parent, its parent and so on, `count` of them; 0 for one that cannot be told. */
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

/** The match holds the process's name and its parent's id. */
function readStat(pid: number | undefined): string[] {
  try {
    return /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
  } catch {
    return [];
  }
}
