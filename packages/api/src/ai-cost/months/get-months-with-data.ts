import { monthlyAgentSpend } from "@ai-cost/db";
import { monthOf } from "@ai-cost/domain";
import { and, desc, eq, lte, sql } from "drizzle-orm";
import type { ReadContext } from "../../context";
import { dollarsOrNull, toCount } from "../../exact-numbers";
import { monthTotals } from "../queries";
import type { MonthsWithData } from "./schema";

const {
  projectId,
  month,
  costMicroUsd,
  refundedMicroUsd,
  inputTokens,
  outputTokens,
  jobs,
  unpricedCharges,
} = monthlyAgentSpend;

/** A month whose usage was moved to other months keeps empty rows. */
const HAS_USAGE = sql`bool_or((${costMicroUsd}, ${refundedMicroUsd}, ${inputTokens}, ${outputTokens}, ${jobs}, ${unpricedCharges}) <> (0, 0, 0, 0, 0, 0))`;

/**
 * The months in which a project has usage, newest first. A charge can be dated up to five minutes ahead of
 * the clock, so a month that has not begun is left out.
 */
export async function getMonthsWithData(
  { db, now }: ReadContext,
  id: string,
): Promise<MonthsWithData> {
  const rows = await db
    .select({
      month,
      costMicroUsd: monthTotals.costMicroUsd,
      unpricedCharges: monthTotals.unpricedCharges,
    })
    .from(monthlyAgentSpend)
    .where(and(eq(projectId, id), lte(month, monthOf(now))))
    .groupBy(month)
    .having(HAS_USAGE)
    .orderBy(desc(month));
  return rows.map((row) => ({
    month: row.month,
    cost: dollarsOrNull(row.costMicroUsd),
    unpricedCharges: toCount(row.unpricedCharges),
  }));
}
