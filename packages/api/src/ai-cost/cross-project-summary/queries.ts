import { billingSettings, type Executor, monthlyAgentSpend } from "@ai-cost/db";
import { BUDGET_SETTING_KEY } from "@ai-cost/domain";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { monthTotals } from "../month-totals";

/** One parameter however many ids, so that the statement is one text. */
const anyOf = (column: PgColumn, ids: readonly string[]): SQL =>
  sql`${column} = any(${`{${ids.join(",")}}`}::uuid[])`;

/** The month of each of the projects that has a row; micro-dollars. */
export function projectsSpend(db: Executor, projectIds: readonly string[], month: string) {
  return db
    .select({ projectId: monthlyAgentSpend.projectId, ...monthTotals })
    .from(monthlyAgentSpend)
    .where(and(anyOf(monthlyAgentSpend.projectId, projectIds), eq(monthlyAgentSpend.month, month)))
    .groupBy(monthlyAgentSpend.projectId);
}

/** The stored limits of those of the projects that have one. */
export function projectsLimits(db: Executor, projectIds: readonly string[]) {
  return db
    .select({ projectId: billingSettings.projectId, value: billingSettings.value })
    .from(billingSettings)
    .where(
      and(
        anyOf(billingSettings.projectId, projectIds),
        eq(billingSettings.key, BUDGET_SETTING_KEY),
      ),
    );
}
