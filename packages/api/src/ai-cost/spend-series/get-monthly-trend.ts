import { trendMonths, zeroFill } from "@ai-cost/domain";
import type { ReadContext } from "../../context";
import { selectMonthlySpend } from "../queries";
import { NO_SPEND, toSpendOutput } from "./spend-output";

/**
 * The spend of six months, oldest first. The last month is the current one. A month without usage has
 * zeros.
 */
export async function getMonthlyTrend({ db, now }: ReadContext, projectId: string) {
  const months = trendMonths(now);
  const rows = await selectMonthlySpend(db, projectId, months.at(0) ?? "", months.at(-1) ?? "");
  const points = rows.map((row) => ({ month: row.month, ...toSpendOutput(row) }));
  return zeroFill(
    months,
    points,
    (point) => point.month,
    (month) => ({ month, ...NO_SPEND }),
  );
}
