import {
  type DailyRangeDays,
  daysOfMonth,
  dollarsFromMicroUsd,
  lastDays,
  monthWindow,
  zeroFill,
} from "@ai-cost/domain";
import type { Context } from "../context";
import { askedMonth } from "./asked-month";
import { daysSpend } from "./queries/daily-spend";

interface AskedDays {
  days?: DailyRangeDays | undefined;
  month?: string | undefined;
}

/**
 * The days asked for, oldest first; a day without spend is zero. A month has its days up to today,
 * and tomorrow where a clock that is ahead has charged it already: so its days add up to its total.
 */
export async function dailySpend(
  { db, now }: Context,
  projectId: string,
  { days, month }: AskedDays,
) {
  const asked = askedMonth(month, now);
  const dates = days === undefined ? daysOfMonth(asked, now) : lastDays(days, now);
  const firstDay = dates.at(0) ?? "";
  const lastDay =
    (days === undefined ? daysOfMonth(asked, monthWindow(asked).end) : dates).at(-1) ?? "";
  const rows = await daysSpend(db, projectId, firstDay, lastDay);
  const points = rows.map((row) => ({
    date: row.day,
    cost: dollarsFromMicroUsd(row.costMicroUsd),
    totalTokens: Number(row.inputTokens + row.outputTokens),
    jobCount: Number(row.jobs),
  }));
  const ahead = rows.map(({ day }) => day).filter((day) => !dates.includes(day));
  const zero = (date: string) => ({ date, cost: 0, totalTokens: 0, jobCount: 0 });
  return zeroFill([...dates, ...ahead.sort()], points, (point) => point.date, zero);
}
