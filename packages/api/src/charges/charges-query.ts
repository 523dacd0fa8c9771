import { agentJobs, creditTransactions, type Executor } from "@ai-cost/db";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";

const PAGE_ROWS = 50;
const adjustment = alias(creditTransactions, "adjustment");
const { amountMicroUsd, kind } = adjustment;

/** What later rows did to a charge, in micro-dollars: its price, null without one, and its refunds. */
const adjustmentsOf = (db: Executor, projectId: string) =>
  db
    .select({
      correctionMicroUsd: sql<bigint | null>`(sum(${amountMicroUsd})
        filter (where ${kind} = 'correction'))::bigint`
        .mapWith(BigInt)
        .as("correction_micro_usd"),
      refundedMicroUsd: sql<bigint>`coalesce(sum(${amountMicroUsd})
        filter (where ${kind} = 'refund'), 0)::bigint`
        .mapWith(BigInt)
        .as("refunded_micro_usd"),
    })
    .from(adjustment)
    .where(and(eq(adjustment.projectId, projectId), eq(adjustment.chargeId, creditTransactions.id)))
    .as("adjustments");

/** What comes after the row `id` of this project, newest first; nothing when it has no such charge. */
const after = (projectId: string, id: string): SQL => sql`
  (${creditTransactions.occurredAt}, ${creditTransactions.id}) < (
    select occurred_at, id from credit_transactions
    where project_id = ${projectId} and id = ${id} and kind = 'deduction')`;

/**
 * The 50 newest charges of the project, or of one of its runs: `occurredAt` descending, then id.
 * With `afterId`, those that follow that charge. Amounts in micro-dollars.
 */
export function newestCharges(
  db: Executor,
  projectId: string,
  { runId, afterId }: { runId?: string | undefined; afterId?: string | undefined },
) {
  const adjustments = adjustmentsOf(db, projectId);
  return db
    .select({
      id: creditTransactions.id,
      jobId: agentJobs.id,
      runId: agentJobs.pipelineRunId,
      agentType: agentJobs.agentType,
      model: creditTransactions.model,
      inputTokens: creditTransactions.inputTokens,
      outputTokens: creditTransactions.outputTokens,
      amountMicroUsd: creditTransactions.amountMicroUsd,
      correctionMicroUsd: adjustments.correctionMicroUsd,
      refundedMicroUsd: adjustments.refundedMicroUsd,
      occurredAt: creditTransactions.occurredAt,
    })
    .from(creditTransactions)
    .innerJoin(
      agentJobs,
      and(eq(agentJobs.projectId, projectId), eq(agentJobs.id, creditTransactions.agentJobId)),
    )
    .crossJoinLateral(adjustments)
    .where(
      and(
        eq(creditTransactions.projectId, projectId),
        eq(creditTransactions.kind, "deduction"),
        runId === undefined ? undefined : eq(agentJobs.pipelineRunId, runId),
        afterId === undefined ? undefined : after(projectId, afterId),
      ),
    )
    .orderBy(desc(creditTransactions.occurredAt), desc(creditTransactions.id))
    .limit(PAGE_ROWS);
}

export type Charge = Awaited<ReturnType<typeof newestCharges>>[number];
