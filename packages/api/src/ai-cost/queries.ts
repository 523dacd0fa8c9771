import { type Executor, monthlyAgentSpend } from "@ai-cost/db";
import { and, between, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/**
 * The sum of a column; 0 when there is no row. Postgres returns a sum of `bigint` as `numeric`, which
 * cannot overflow, and the driver reads it as text.
 */
const sumOf = (column: PgColumn): SQL<bigint> => sql`coalesce(sum(${column}), 0)`.mapWith(BigInt);

/**
 * The columns with a month's totals over all agent types: micro-dollars, tokens, jobs and unpriced
 * charges.
 */
export const monthTotals = {
  costMicroUsd: sumOf(monthlyAgentSpend.costMicroUsd),
  inputTokens: sumOf(monthlyAgentSpend.inputTokens),
  outputTokens: sumOf(monthlyAgentSpend.outputTokens),
  jobs: sumOf(monthlyAgentSpend.jobs),
  unpricedCharges: sumOf(monthlyAgentSpend.unpricedCharges),
};

/** The totals of each month from `firstMonth` to `lastMonth`; a month without usage has no row. */
export function selectMonthlySpend(
  db: Executor,
  projectId: string,
  firstMonth: string,
  lastMonth: string,
) {
  return db
    .select({ month: monthlyAgentSpend.month, ...monthTotals })
    .from(monthlyAgentSpend)
    .where(
      and(
        eq(monthlyAgentSpend.projectId, projectId),
        between(monthlyAgentSpend.month, firstMonth, lastMonth),
      ),
    )
    .groupBy(monthlyAgentSpend.month);
}
