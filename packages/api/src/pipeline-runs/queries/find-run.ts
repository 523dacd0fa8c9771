import { type Executor, pipelineRuns } from "@ai-cost/db";
import { and, eq } from "drizzle-orm";

/** The run, or null when the project has no such run. */
export async function findRun(db: Executor, projectId: string, runId: string) {
  const [run] = await db
    .select()
    .from(pipelineRuns)
    .where(and(eq(pipelineRuns.projectId, projectId), eq(pipelineRuns.id, runId)));
  return run ?? null;
}
