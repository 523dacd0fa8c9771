import type { Database } from "@ai-cost/db";
import { type FinalStatus, instantProblem } from "@ai-cost/domain";
import { finished, type LockedJob, lockJobsNamed, named, updateJobs } from "./jobs";
import { SpendChanges } from "./spend-changes";
import type { ChangeOutcome, LedgerScope } from "./types";
import { externalIdProblem, textProblem } from "./usage-rules";
import { writeSpend } from "./write-spend";

/**
 * Gives a job its final status. The first one stands: the same again is `repeated`, another one a
 * `conflict`; a job that nobody has mentioned is `invalid`.
 */
export async function finishJob(
  db: Database,
  scope: LedgerScope,
  { externalId, status, at }: { externalId: string; status: FinalStatus; at: Date },
): Promise<ChangeOutcome> {
  const problem = instantProblem(at, scope.now);
  if (problem) return { outcome: "invalid", reason: `at ${problem}` };
  return changeJob(db, scope, externalId, (job) => finished(job, { status, at }));
}

/**
 * Names the agent of a job that waits as `unknown`, and moves all its spend to that agent type. The
 * same name again is `repeated`, another one a `conflict`.
 */
export async function nameJob(
  db: Database,
  scope: LedgerScope,
  { externalId, agentType }: { externalId: string; agentType: string },
): Promise<ChangeOutcome> {
  const reason = textProblem("agentType", agentType, 100);
  if (reason) return { outcome: "invalid", reason };
  return changeJob(db, scope, externalId, (job) => named(job, agentType));
}

async function changeJob(
  db: Database,
  { projectId }: LedgerScope,
  externalId: string,
  change: (job: LockedJob) => LockedJob | string,
): Promise<ChangeOutcome> {
  const reason = externalIdProblem("externalId", externalId);
  if (reason) return { outcome: "invalid", reason };
  return db.transaction(async (tx) => {
    const [before] = await lockJobsNamed(tx, projectId, [externalId]);
    if (!before) return { outcome: "invalid", reason: `there is no job ${externalId} yet` };
    const after = change(before);
    if (typeof after === "string") return { outcome: "conflict", reason: after };
    if (after === before) return { outcome: "repeated" };
    const changes = new SpendChanges();
    await updateJobs(tx, projectId, [{ before, after }], changes);
    await writeSpend(tx, projectId, changes);
    return { outcome: "changed" };
  });
}
