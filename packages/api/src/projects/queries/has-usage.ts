import { dailySpend, type Executor } from "@ai-cost/db";
import { eq } from "drizzle-orm";

/** Whether the project has a charge, even a charge that cost nothing. */
export async function hasUsage(db: Executor, projectId: string): Promise<boolean> {
  const days = await db
    .select({ day: dailySpend.day })
    .from(dailySpend)
    .where(eq(dailySpend.projectId, projectId))
    .limit(1);
  return days.length > 0;
}
