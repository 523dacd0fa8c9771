import { billingSettings, dailySpend, type Executor, monthlyAgentSpend } from "@ai-cost/db";
import { BUDGET_SETTING_KEY, type Comparison } from "@ai-cost/domain";
import { and, between, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { monthTotals } from "../queries";

/**
 * Matches any of the ids. All ids are one parameter, so the SQL text does not depend on the number of
 * projects.
 */
const anyOf = (column: PgColumn, ids: readonly string[]): SQL =>
  sql`${column} = any(${`{${ids.join(",")}}`}::uuid[])`;

/** The month's totals of each project; a project without usage has no row. */
export function selectSpendOfProjects(db: Executor, projectIds: readonly string[], month: string) {
  return db
    .select({ projectId: monthlyAgentSpend.projectId, ...monthTotals })
    .from(monthlyAgentSpend)
    .where(and(anyOf(monthlyAgentSpend.projectId, projectIds), eq(monthlyAgentSpend.month, month)))
    .groupBy(monthlyAgentSpend.projectId);
}

/** The spend of each project in the compared days and in those of the previous month, in micro-dollars. */
export function selectComparedSpend(
  db: Executor,
  projectIds: readonly string[],
  { firstDay, lastDay, previousFirstDay, previousLastDay }: Comparison,
) {
  const { projectId, day, costMicroUsd } = dailySpend;
  const sumBetween = (first: string, last: string) =>
    sql`coalesce(sum(${costMicroUsd}) filter (where ${between(day, first, last)}), 0)`.mapWith(
      BigInt,
    );
  return db
    .select({
      projectId,
      costMicroUsd: sumBetween(firstDay, lastDay),
      previousMicroUsd: sumBetween(previousFirstDay, previousLastDay),
    })
    .from(dailySpend)
    .where(and(anyOf(projectId, projectIds), between(day, previousFirstDay, lastDay)))
    .groupBy(projectId);
}

/** The spend of each project on the days of a month, in micro-dollars; a day without usage has no row. */
export function selectDailySpendOfProjects(
  db: Executor,
  projectIds: readonly string[],
  [firstDay, lastDay]: readonly [string, string],
) {
  const { projectId, day, costMicroUsd } = dailySpend;
  return db
    .select({ projectId, day, costMicroUsd })
    .from(dailySpend)
    .where(and(anyOf(projectId, projectIds), between(day, firstDay, lastDay)));
}

/** The stored limit of each project; a project without a limit has no row. */
export function selectLimitsOfProjects(db: Executor, projectIds: readonly string[]) {
  return db
    .select({ projectId: billingSettings.projectId, limitText: billingSettings.value })
    .from(billingSettings)
    .where(
      and(
        anyOf(billingSettings.projectId, projectIds),
        eq(billingSettings.key, BUDGET_SETTING_KEY),
      ),
    );
}
