import {
  type Database,
  dailySpend,
  dailyUsage,
  monthlyAgentSpend,
  monthlyRunSpend,
  monthlyUsageGaps,
} from "@ai-cost/db";
import { asc, eq } from "drizzle-orm";

/** Reads every row of a project's rollups, each table in the order of its keys. */
export async function readRollups(db: Database, projectId: string) {
  const days = await db
    .select()
    .from(dailySpend)
    .where(eq(dailySpend.projectId, projectId))
    .orderBy(asc(dailySpend.day));
  const agents = await db
    .select()
    .from(monthlyAgentSpend)
    .where(eq(monthlyAgentSpend.projectId, projectId))
    .orderBy(asc(monthlyAgentSpend.month), asc(monthlyAgentSpend.agentType));
  const runs = await db
    .select()
    .from(monthlyRunSpend)
    .where(eq(monthlyRunSpend.projectId, projectId))
    .orderBy(asc(monthlyRunSpend.month));
  const gaps = await db
    .select()
    .from(monthlyUsageGaps)
    .where(eq(monthlyUsageGaps.projectId, projectId))
    .orderBy(
      asc(monthlyUsageGaps.month),
      asc(monthlyUsageGaps.source),
      asc(monthlyUsageGaps.usageGap),
    );
  const usage = await db
    .select()
    .from(dailyUsage)
    .where(eq(dailyUsage.projectId, projectId))
    .orderBy(
      asc(dailyUsage.grain),
      asc(dailyUsage.day),
      asc(dailyUsage.agentType),
      asc(dailyUsage.model),
    );
  return { days, agents, runs, gaps, usage };
}
