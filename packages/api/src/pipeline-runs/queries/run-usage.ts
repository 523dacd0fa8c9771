import { agentJobs, countedJobId, creditTransactions, type Executor } from "@ai-cost/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { ledgerTotals } from "./ledger-totals";

/** The job of the ledger row itself. It may be merged into another one. */
const ownJob = alias(agentJobs, "own_job");
const { model, canonicalModel, cacheReadTokens, kind, idempotencyKey } = creditTransactions;

/**
 * What a run used over all months, once by agent type, once by canonical model and once by whether the job
 * failed. Each row has one of the three, and the others are null. A run with many of each has fewer such rows
 * than combinations of them.
 */
export function selectRunUsage(db: Executor, projectId: string, runId: string) {
  const groups = {
    agentType: sql<string | null>`${agentJobs.agentType}`.as("used_agent_type"),
    model: sql<string | null>`coalesce(${canonicalModel}, ${model}, 'unknown')`.as("used_model"),
    isFailed: sql<boolean | null>`${agentJobs.status} = 'failed'`.as("is_failed"),
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
    .groupBy(sql`grouping sets ((1), (2), (3))`);
}

export type RunUsage = Awaited<ReturnType<typeof selectRunUsage>>[number];

/** The jobs of a run by agent type, without those that were merged into another job. */
export function selectRunJobCounts(db: Executor, projectId: string, runId: string) {
  const { agentType, status, finishedAt, mergedIntoJobId } = agentJobs;
  const jobsWith = (final: string) =>
    sql`count(*) filter (where ${status} = ${final})`.mapWith(BigInt);
  return db
    .select({
      agentType,
      jobs: sql`count(*)`.mapWith(BigInt),
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
