const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const PARENT_POLL_MS = 500;

export interface StopRequest {
  /** What a shell expects of a process that ends by this signal. */
  exitCode: number;
}

/**
 * Resolves when this process is asked to leave: by Ctrl-C, SIGTERM, a closed terminal, or because
 * its parent is gone (npm's shell dies of a SIGTERM without passing it on). A second signal ends
 * the process at once.
 */
export function stopRequest(): Promise<StopRequest> {
  const parentPid = process.ppid;
  return new Promise((resolve) => {
    let isAsked = false;
    for (const [signal, exitCode] of Object.entries(SIGNALS)) {
      process.on(signal, () => {
        if (isAsked && signal !== "SIGHUP") process.exit(exitCode);
        isAsked = true;
        resolve({ exitCode });
      });
    }
    const timer = setInterval(() => {
      if (process.ppid === parentPid) return;
      clearInterval(timer);
      resolve({ exitCode: SIGNALS.SIGTERM });
    }, PARENT_POLL_MS);
    timer.unref();
  });
}
