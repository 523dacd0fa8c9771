import { agentJobs, creditTransactions, type Executor } from "@ai-cost/db";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { ledgerTotals } from "./ledger-totals";

/** A merged job counts as a part of another job of the run. */
const countJobs = (condition: SQL = sql`true`) =>
  sql`count(distinct ${agentJobs.id})
    filter (where ${agentJobs.mergedIntoJobId} is null and ${condition})`.mapWith(Number);

const jobsWith = (status: string) => countJobs(sql`${agentJobs.status} = ${status}`);

/** The totals of a run's jobs over all months; zeros when the run has no job. */
export async function selectRunTotals(db: Executor, projectId: string, runId: string) {
  const [totals] = await db
    .select({
      jobCount: countJobs(),
      completedJobs: jobsWith("completed"),
      failedJobs: jobsWith("failed"),
      ...ledgerTotals,
    })
    .from(agentJobs)
    .leftJoin(
      creditTransactions,
      and(
        eq(creditTransactions.projectId, projectId),
        eq(creditTransactions.agentJobId, agentJobs.id),
      ),
    )
    .where(and(eq(agentJobs.projectId, projectId), eq(agentJobs.pipelineRunId, runId)));
  if (!totals) throw new Error("an aggregate without groups always returns one row");
  return totals;
}
