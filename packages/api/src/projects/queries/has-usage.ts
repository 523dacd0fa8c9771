import { dailySpend, type Executor } from "@ai-cost/db";
import { eq } from "drizzle-orm";

/** Whether the project has had a charge, whatever it cost. */
export async function hasUsage(db: Executor, projectId: string): Promise<boolean> {
  const days = await db
    .select({ day: dailySpend.day })
    .from(dailySpend)
    .where(eq(dailySpend.projectId, projectId))
    .limit(1);
  return days.length > 0;
}
