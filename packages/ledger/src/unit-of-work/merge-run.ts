import { isFinalStatus } from "@ai-cost/domain";
import { earliest } from "./earliest";
import type { Run } from "./runs";

/** A run's status until somebody reports or mentions another one. */
export const UNREPORTED_STATUS = "running";

/**
 * The run with what a charge or a job says of it beside its own: gaps are filled and the earliest
 * start stands. Nothing contradicts, for a charge is worth more than a label.
 */
export function mentionedRun(
  run: Run,
  { trigger, status, startedAt }: Pick<Run, "trigger" | "status" | "startedAt">,
): Run {
  const isUnreported = run.statusAt === null && run.status === UNREPORTED_STATUS;
  return {
    ...run,
    trigger: run.trigger ?? trigger,
    status: isUnreported ? status : run.status,
    startedAt: earliest(run.startedAt, startedAt),
  };
}

/** What a report says of a run at an instant. */
interface RunTold {
  /** Null or absent when it says nothing. */
  trigger?: string | null | undefined;
  /** Absent when it says nothing. */
  status?: string | undefined;
  at: Date;
}

/** The run with all that a report says of it, or the first thing that contradicts what is known. */
export function toldRun(run: Run, { trigger, status, at }: RunTold): Run | string {
  if (trigger && run.trigger && trigger !== run.trigger)
    return `run ${run.externalId ?? run.id} has the trigger ${run.trigger}, not ${trigger}`;
  const triggered = { ...run, trigger: run.trigger ?? trigger ?? null };
  return status === undefined ? triggered : moved(triggered, status, at);
}

/** The first final status stands, at the earliest instant that it is reported for. */
function moved(run: Run, status: string, at: Date): Run | string {
  if (!isFinalStatus(status))
    return isLater(run, status, at) ? { ...run, status, statusAt: at } : run;
  if (isFinalStatus(run.status) && run.status !== status)
    return `run ${run.externalId ?? run.id} is already ${run.status}`;
  const finishedAt = run.finishedAt === null ? at : earliest(run.finishedAt, at);
  return { ...run, status, statusAt: finishedAt, finishedAt };
}

/** Of the statuses before the final one the latest stands, whichever report comes first. */
function isLater(run: Run, status: string, at: Date): boolean {
  if (isFinalStatus(run.status)) return false;
  if (run.statusAt === null) return true;
  return at.getTime() === run.statusAt.getTime() ? status > run.status : at > run.statusAt;
}
