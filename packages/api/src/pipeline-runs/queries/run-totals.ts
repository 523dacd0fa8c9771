import { agentJobs, creditTransactions, type Executor } from "@ai-cost/db";
import { and, eq, sql } from "drizzle-orm";
import { ledgerTotals } from "./ledger-totals";

const jobsOf = (status: string) =>
  sql`count(distinct ${agentJobs.id}) filter (where ${agentJobs.status} = ${status})`.mapWith(
    Number,
  );

/** What a run's jobs are and what they cost, of all months; zeros when it has none. */
export async function runTotals(db: Executor, projectId: string, runId: string) {
  const [totals] = await db
    .select({
      jobCount: sql`count(distinct ${agentJobs.id})`.mapWith(Number),
      completedJobs: jobsOf("completed"),
      failedJobs: jobsOf("failed"),
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
  if (!totals) throw new Error("an aggregate without groups answers one row");
  return totals;
}
