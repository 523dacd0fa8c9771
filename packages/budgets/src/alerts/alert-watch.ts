import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type Database, openProjectsForWork } from "@ai-cost/db";
import type { Mailer } from "@ai-cost/notifications";
import { decidePortfolioAlerts } from "../portfolio/decide-portfolio-alerts";
import { decideAlerts } from "./decide-alerts";

export interface AlertWatchOptions {
  /** A pool whose statements may wait, because nobody waits for them. */
  db: Database;
  clock: () => Date;
  publicUrl: string;
  /** Sends e-mail; null if no mail server is configured, so that nobody gets alerts by e-mail. */
  mail: Mailer | null;
  /** Delivers the new messages of a project. */
  wake: (projectId: string) => void;
  log: { error(message: string, fields: Record<string, unknown>): void };
  times?: Partial<AlertTimes>;
}

interface AlertTimes {
  /** The pause after each look at a project that is written to all the time. */
  pauseMs: number;
  /** How often all projects are looked at. */
  sweepMs: number;
}

export interface AlertWatch {
  /**
   * Looks at the budgets of a project soon. Call it after the commit of its charges; it returns at once. The
   * last call is always followed by a look that sees what was committed before it.
   */
  notice(projectId: string): void;
  /** Looks once more at what has changed meanwhile, and resolves when no look is running. */
  stop(): Promise<void>;
}

const TIMES: AlertTimes = { pauseMs: 1_000, sweepMs: 60_000 };

/**
 * Decides about alerts until it is stopped. The decision is never part of the charge's transaction: there,
 * charges that are written at the same time do not see each other, and none of them would reach the
 * threshold. Once a minute it looks at all projects, for charges whose process has died before its look and
 * for changed limits. It also looks at the budgets that people have for all their projects. Any number of
 * processes can do this at the same time.
 */
export function alertWatch({ db, log, ...options }: AlertWatchOptions): AlertWatch {
  const { pauseMs, sweepMs } = { ...TIMES, ...options.times };
  const stopping = new AbortController();
  // Each project that is written to waits for this signal. Node warns of a leak from eleven on.
  setMaxListeners(0, stopping.signal);
  /** The projects that are being looked at, and whether they have changed since the look began. */
  const looks = new Map<string, { again: boolean; done: Promise<void> }>();

  async function look(projectId: string): Promise<void> {
    const [project] = await openProjectsForWork(db, projectId);
    if (!project) return;
    const hasMessages = await decideAlerts(project, {
      now: options.clock(),
      sendsMail: options.mail !== null,
      publicUrl: options.publicUrl,
    });
    if (hasMessages) options.wake(projectId);
  }

  const report = (cause: unknown) =>
    log.error("budgets could not be looked at; the next look is within a minute", { cause });

  function notice(projectId: string): void {
    const running = looks.get(projectId);
    if (running) {
      running.again = true;
      return;
    }
    if (stopping.signal.aborted) return;
    const state = { again: false, done: Promise.resolve() };
    looks.set(projectId, state);
    state.done = lookUntilQuiet(projectId, state);
  }

  async function lookUntilQuiet(projectId: string, state: { again: boolean }): Promise<void> {
    do {
      state.again = false;
      await look(projectId).catch(report);
      await sleep(pauseMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    } while (state.again);
    // No await may come between the last check and this line, or a notice in between would be lost.
    looks.delete(projectId);
  }

  async function sweep(): Promise<void> {
    for (const { id } of await openProjectsForWork(db, null)) {
      if (stopping.signal.aborted) return;
      await look(id).catch(report);
    }
    const { clock, mail, publicUrl } = options;
    const { signal } = stopping;
    if (mail) await decidePortfolioAlerts(db, { clock, mail, publicUrl, signal, report });
  }

  let sweeping = Promise.resolve();
  let isSweeping = false;
  const startSweep = () => {
    if (isSweeping) return;
    isSweeping = true;
    sweeping = sweep()
      .catch(report)
      .finally(() => {
        isSweeping = false;
      });
  };
  const timer = setInterval(startSweep, sweepMs).unref();
  startSweep();
  return {
    notice,
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await Promise.all([sweeping, ...[...looks.values()].map(({ done }) => done)]);
    },
  };
}
