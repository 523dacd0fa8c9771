import {
  type DailyRangeDays,
  dayOf,
  daysOfMonth,
  dollarsFromMicroUsd,
  lastDays,
  monthWindow,
  zeroFill,
} from "@ai-cost/domain";
import type { ReadContext } from "../../context";
import { askedMonth } from "../parse-month";
import { daysSpend } from "./queries";

interface AskedDays {
  days?: DailyRangeDays | undefined;
  month?: string | undefined;
}

/**
 * The days asked for, oldest first; a day without spend is zero. A month has its days up to today,
 * and tomorrow where a clock that is ahead has charged it already: so its days add up to its total.
 */
export async function dailySpend(
  { db, now }: ReadContext,
  projectId: string,
  { days, month }: AskedDays,
) {
  const dates = days === undefined ? wholeMonth(askedMonth(month, now)) : lastDays(days, now);
  const rows = await daysSpend(db, projectId, dates.at(0) ?? "", dates.at(-1) ?? "");
  const points = rows.map((row) => ({
    date: row.day,
    cost: dollarsFromMicroUsd(row.costMicroUsd),
    totalTokens: Number(row.inputTokens + row.outputTokens),
    jobCount: Number(row.jobs),
  }));
  const today = dayOf(now);
  const shown = dates.filter((date) => date <= today || rows.some(({ day }) => day === date));
  const zero = (date: string) => ({ date, cost: 0, totalTokens: 0, jobCount: 0 });
  return zeroFill(shown, points, (point) => point.date, zero);
}

const wholeMonth = (month: string) => daysOfMonth(month, monthWindow(month).end);
