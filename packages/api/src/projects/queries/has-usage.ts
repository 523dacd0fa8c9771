import { dailySpend, type Executor } from "@ai-cost/db";
import { eq } from "drizzle-orm";

/** True from the first charge on, also when it cost nothing. */
export async function hasUsage(db: Executor, projectId: string): Promise<boolean> {
  const days = await db
    .select({ day: dailySpend.day })
    .from(dailySpend)
    .where(eq(dailySpend.projectId, projectId))
    .limit(1);
  return days.length > 0;
}
