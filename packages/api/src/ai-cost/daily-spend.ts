import {
  type DailyRangeDays,
  daysOfMonth,
  dollarsFromMicroUsd,
  lastDays,
  zeroFill,
} from "@ai-cost/domain";
import type { Context } from "../context";
import { askedMonth } from "./asked-month";
import { daysSpend } from "./queries/daily-spend";

interface AskedDays {
  days?: DailyRangeDays | undefined;
  month?: string | undefined;
}

/** The days asked for, oldest first; a day without spend is zero. */
export async function dailySpend(
  { db, now }: Context,
  projectId: string,
  { days, month }: AskedDays,
) {
  const dates = days === undefined ? daysOfMonth(askedMonth(month, now), now) : lastDays(days, now);
  const [firstDay = "", lastDay = ""] = [dates.at(0), dates.at(-1)];
  const rows = await daysSpend(db, projectId, firstDay, lastDay);
  const points = rows.map((row) => ({
    date: row.day,
    cost: dollarsFromMicroUsd(row.costMicroUsd),
    totalTokens: Number(row.inputTokens + row.outputTokens),
    jobCount: Number(row.jobs),
  }));
  const zero = (date: string) => ({ date, cost: 0, totalTokens: 0, jobCount: 0 });
  return zeroFill(dates, points, (point) => point.date, zero);
}
