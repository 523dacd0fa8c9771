import { billingSettings, type Executor, monthlyAgentSpend } from "@ai-cost/db";
import { BUDGET_SETTING_KEY } from "@ai-cost/domain";
import { and, eq, type SQL, sql } from "drizzle-orm";
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
