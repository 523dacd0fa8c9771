import { type Executor, monthlyAgentSpend } from "@ai-cost/db";
import { and, eq, gte, lte } from "drizzle-orm";
import { monthTotals } from "../month-totals";

/** The months from `firstMonth` to `lastMonth` that have a row; micro-dollars. */
export function monthsSpend(
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
        gte(monthlyAgentSpend.month, firstMonth),
        lte(monthlyAgentSpend.month, lastMonth),
      ),
    )
    .groupBy(monthlyAgentSpend.month);
}
