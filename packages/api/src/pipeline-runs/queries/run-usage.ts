import { agentJobs, countedJobId, creditTransactions, type Executor } from "@ai-cost/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { ledgerTotals } from "./ledger-totals";

/** The job of the ledger row itself. It may be merged into another one. */
const ownJob = alias(agentJobs, "own_job");
const { model, canonicalModel, cacheReadTokens, kind, idempotencyKey } = creditTransactions;

/**
 * What a run used over all months, by agent type, canonical model and whether the job failed. The sums of
 * all rows are the totals of the run.
 */
export function selectRunUsage(db: Executor, projectId: string, runId: string) {
  const groups = {
    agentType: agentJobs.agentType,
    model: sql<string>`coalesce(${canonicalModel}, ${model}, 'unknown')`.as("used_model"),
    isFailed: sql<boolean>`${agentJobs.status} = 'failed'`.as("is_failed"),
  };
  return db
    .select({
      ...groups,
      ...ledgerTotals,
      cachedInputTokens: sql`coalesce(sum(${cacheReadTokens}), 0)`.mapWith(BigInt),
      calls: sql`count(*) filter (where ${kind} = 'deduction')
        - count(*) filter (where ${kind} = 'completion' and ${idempotencyKey} like '%/gave-way')`.mapWith(
        BigInt,
      ),
    })
    .from(ownJob)
    .innerJoin(
      agentJobs,
      and(eq(agentJobs.projectId, projectId), eq(agentJobs.id, countedJobId(ownJob))),
    )
    .innerJoin(
      creditTransactions,
      and(
        eq(creditTransactions.projectId, projectId),
        eq(creditTransactions.agentJobId, ownJob.id),
      ),
    )
    .where(and(eq(ownJob.projectId, projectId), eq(ownJob.pipelineRunId, runId)))
    .groupBy(sql`1, 2, 3`);
}

export type RunUsage = Awaited<ReturnType<typeof selectRunUsage>>[number];

/** The jobs of a run by agent type, without those that were merged into another job. */
export function selectRunJobCounts(db: Executor, projectId: string, runId: string) {
  const { agentType, status, finishedAt, mergedIntoJobId } = agentJobs;
  const jobsWith = (final: string) =>
    sql`count(*) filter (where ${status} = ${final})`.mapWith(Number);
  return db
    .select({
      agentType,
      jobs: sql`count(*)`.mapWith(Number),
      completedJobs: jobsWith("completed"),
      failedJobs: jobsWith("failed"),
      cancelledJobs: jobsWith("cancelled"),
      lastEndedAt: sql<Date | null>`max(${finishedAt})`.mapWith(finishedAt),
    })
    .from(agentJobs)
    .where(
      and(
        eq(agentJobs.projectId, projectId),
        eq(agentJobs.pipelineRunId, runId),
        isNull(mergedIntoJobId),
      ),
    )
    .groupBy(agentType);
}

export type RunJobCount = Awaited<ReturnType<typeof selectRunJobCounts>>[number];
