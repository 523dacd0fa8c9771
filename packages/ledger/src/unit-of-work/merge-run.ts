import { isFinalStatus } from "@ai-cost/domain";
import { conflict, type Refusal } from "../outcome";
import { earliest } from "./earliest";
import { DEFAULT_RUN_STATUS, type Run } from "./rows";

/**
 * Fills the missing fields of a run from a charge or a job report, and keeps the earliest start. A
 * contradiction is ignored, because a charge must not be refused for a detail of its run.
 */
export function fillRun(
  run: Run,
  { trigger, status, startedAt }: Pick<Run, "trigger" | "status" | "startedAt">,
): Run {
  const hasDefaultStatus = run.statusAt === null && run.status === DEFAULT_RUN_STATUS;
  return {
    ...run,
    trigger: run.trigger ?? trigger,
    status: hasDefaultStatus ? status : run.status,
    startedAt: earliest(run.startedAt, startedAt),
  };
}

interface RunState {
  trigger?: string | null | undefined;
  status?: string | undefined;
  at: Date;
}

/** Merges a run report into the run, or refuses the report because it contradicts the run. */
export function mergeRun(run: Run, { trigger, status, at }: RunState): Run | Refusal {
  if (trigger && run.trigger && trigger !== run.trigger)
    return conflict(
      `run ${run.externalId ?? run.id} has the trigger ${run.trigger}, not ${trigger}`,
    );
  const withTrigger = { ...run, trigger: run.trigger ?? trigger ?? null };
  return status === undefined ? withTrigger : mergeStatus(withTrigger, status, at);
}

/**
 * Keeps the first final status that arrives and refuses another one. Its instant is the earliest of all
 * reports of that status.
 */
function mergeStatus(run: Run, status: string, at: Date): Run | Refusal {
  if (!isFinalStatus(status))
    return isLater(run, status, at) ? { ...run, status, statusAt: at } : run;
  if (isFinalStatus(run.status) && run.status !== status)
    return conflict(`run ${run.externalId ?? run.id} is already ${run.status}`);
  const finishedAt = run.finishedAt === null ? at : earliest(run.finishedAt, at);
  return { ...run, status, statusAt: finishedAt, finishedAt };
}

/**
 * Whether a report's status has a later instant than the run's current status. Two statuses with the
 * same instant are ordered by their text, so that the order in which reports arrive makes no
 * difference.
 */
function isLater(run: Run, status: string, at: Date): boolean {
  if (isFinalStatus(run.status)) return false;
  if (run.statusAt === null) return true;
  return at.getTime() === run.statusAt.getTime() ? status > run.status : at > run.statusAt;
}
