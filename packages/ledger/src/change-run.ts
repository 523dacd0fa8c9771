import { type Database, pipelineRuns } from "@ai-cost/db";
import { instantProblem, isFinalStatus } from "@ai-cost/domain";
import { and, eq } from "drizzle-orm";
import type { ChangeOutcome, LedgerScope } from "./types";
import { externalIdProblem, textProblem } from "./usage-rules";

/**
 * Moves a run to another status; a final one stands for good and `at` is when the run finished. The
 * same status again is `repeated`; a run that nobody has mentioned is `invalid`.
 */
export async function setRunStatus(
  db: Database,
  { projectId, now }: LedgerScope,
  { externalId, status, at }: { externalId: string; status: string; at: Date },
): Promise<ChangeOutcome> {
  const problem = instantProblem(at, now);
  const reason =
    externalIdProblem("externalId", externalId) ??
    (problem ? `at ${problem}` : textProblem("status", status, 100));
  if (reason) return { outcome: "invalid", reason };
  const isRun = and(eq(pipelineRuns.projectId, projectId), eq(pipelineRuns.externalId, externalId));
  return db.transaction(async (tx) => {
    const [run] = await tx.select().from(pipelineRuns).where(isRun).for("no key update");
    if (!run) return { outcome: "invalid", reason: `there is no run ${externalId} yet` };
    if (run.status === status) return { outcome: "repeated" };
    if (isFinalStatus(run.status))
      return { outcome: "conflict", reason: `run ${externalId} is already ${run.status}` };
    const finishedAt = isFinalStatus(status) ? at : null;
    await tx.update(pipelineRuns).set({ status, finishedAt }).where(isRun);
    return { outcome: "changed" };
  });
}
