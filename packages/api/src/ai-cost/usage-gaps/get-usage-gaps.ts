import { type Executor, monthlyUsageGaps } from "@ai-cost/db";
import { and, asc, desc, eq, gt } from "drizzle-orm";
import { toCount, toDollars } from "../../exact-numbers";
import { MAX_USAGE_GAPS, type UsageGaps } from "./schema";

/** What the clients of a project are known to leave out in a month, with the calls that it concerns. */
export async function getUsageGaps(
  db: Executor,
  projectId: string,
  month: string,
): Promise<UsageGaps> {
  const { source, usageGap, calls } = monthlyUsageGaps;
  const rows = await db
    .select()
    .from(monthlyUsageGaps)
    .where(
      and(
        eq(monthlyUsageGaps.projectId, projectId),
        eq(monthlyUsageGaps.month, month),
        gt(calls, 0n),
      ),
    )
    .orderBy(desc(calls), asc(source), asc(usageGap))
    .limit(MAX_USAGE_GAPS);
  return rows.map((row) => ({
    source: row.source,
    usageGap: row.usageGap,
    calls: toCount(row.calls),
    cost: toDollars(row.costMicroUsd),
    inputTokens: toCount(row.inputTokens),
    outputTokens: toCount(row.outputTokens),
  }));
}
