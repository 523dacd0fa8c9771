import type { Executor } from "@ai-cost/db";
import { addMonths, isMonth, monthOf } from "@ai-cost/domain";
import { sql } from "drizzle-orm";

/** Returns every month (`YYYY-MM`) for which a project's ledger or rollups may have rows, oldest first. */
export async function monthsOf(tx: Executor, projectId: string): Promise<string[]> {
  const stored = await tx.execute<{ month: string }>(sql`
    select month from monthly_agent_spend where project_id = ${projectId}
    union select month from monthly_run_spend where project_id = ${projectId}
    union select month from monthly_usage_gaps where project_id = ${projectId}
    union select to_char(day, 'YYYY-MM') from daily_spend where project_id = ${projectId}
    union select to_char(day, 'YYYY-MM') from daily_usage where project_id = ${projectId}`);
  const [range] = await tx.execute<{ first: string | null; last: string | null }>(sql`
    select min(occurred_at) as first, max(occurred_at) as last
    from credit_transactions where project_id = ${projectId}`);
  const months = new Set(stored.map(({ month }) => month).filter(isMonth));
  if (range?.first && range.last) {
    const last = monthOf(new Date(range.last));
    for (let month = monthOf(new Date(range.first)); month <= last; month = addMonths(month, 1))
      months.add(month);
  }
  return [...months].sort();
}
