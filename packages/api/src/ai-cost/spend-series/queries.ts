import { dailySpend, type Executor } from "@ai-cost/db";
import { and, between, eq } from "drizzle-orm";

/** The spend of the days from `firstDay` to `lastDay`, in micro-dollars; a day without usage has no row. */
export function selectDailySpend(
  db: Executor,
  projectId: string,
  firstDay: string,
  lastDay: string,
) {
  return db
    .select()
    .from(dailySpend)
    .where(and(eq(dailySpend.projectId, projectId), between(dailySpend.day, firstDay, lastDay)));
}
