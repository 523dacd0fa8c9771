import { ALL_NAMES, type Executor } from "@ai-cost/db";
import { monthRange } from "@ai-cost/domain";
import { sql } from "drizzle-orm";
import type { BudgetScope } from "../budget";

/** The number of a scope's charges of the month whose cost is not known. */
export async function selectUnpricedCharges(
  db: Executor,
  projectId: string,
  { kind, value }: BudgetScope,
  month: string,
): Promise<bigint> {
  const { from, to } = monthRange(month);
  const [row] = await db.execute<{ unpriced: string }>(
    kind === "project"
      ? sql`
        select coalesce(sum(unpriced_charges), 0)::text as unpriced from monthly_agent_spend
        where project_id = ${projectId} and month = ${month}`
      : sql`
        select coalesce(sum(unpriced_charges), 0)::text as unpriced from daily_usage
        where project_id = ${projectId} and grain = ${kind}
          and day between ${from}::date and ${to}::date
          and agent_type = ${kind === "agent_type" ? value : ALL_NAMES}
          and model = ${kind === "model" ? value : ALL_NAMES}`,
  );
  return BigInt(row?.unpriced ?? 0);
}
