import { dollarsFromMicroUsd, trendMonths, zeroFill } from "@ai-cost/domain";
import type { ReadContext } from "../../context";
import { monthsSpend } from "../queries/monthly-trend";

/** Six months, oldest first, the current one last; a month without spend is zero. */
export async function monthlyTrend({ db, now }: ReadContext, projectId: string) {
  const months = trendMonths(now);
  const [firstMonth = "", lastMonth = ""] = [months.at(0), months.at(-1)];
  const rows = await monthsSpend(db, projectId, firstMonth, lastMonth);
  const points = rows.map((row) => ({
    month: row.month,
    cost: dollarsFromMicroUsd(row.costMicroUsd),
    totalTokens: Number(row.inputTokens + row.outputTokens),
    jobCount: Number(row.jobs),
  }));
  const zero = (month: string) => ({ month, cost: 0, totalTokens: 0, jobCount: 0 });
  return zeroFill(months, points, (point) => point.month, zero);
}
