import {
  type DailyRangeDays,
  dayOf,
  daysOfMonth,
  lastDays,
  monthWindow,
  zeroFill,
} from "@ai-cost/domain";
import type { ReadContext } from "../../context";
import { parseMonth } from "../parse-month";
import { selectDailySpend } from "./queries";
import { NO_SPEND, toSpendOutput } from "./spend-output";

interface DayRange {
  days?: DailyRangeDays | undefined;
  month?: string | undefined;
}

/**
 * The days of a range or a month, oldest first; a day without usage has zeros. The current month ends
 * today. A charge can be dated up to five minutes ahead of the clock, so just before midnight a charge of
 * the month may have tomorrow's date. The output then includes tomorrow, because the days would otherwise
 * not add up to the month.
 */
export async function getDailySpend(
  { db, now }: ReadContext,
  projectId: string,
  { days, month }: DayRange,
) {
  const dates = days === undefined ? allDaysOf(parseMonth(month, now)) : lastDays(days, now);
  const rows = await selectDailySpend(db, projectId, dates.at(0) ?? "", dates.at(-1) ?? "");
  const points = rows.map((row) => ({ date: row.day, ...toSpendOutput(row) }));
  const today = dayOf(now);
  const shown = dates.filter((date) => date <= today || rows.some(({ day }) => day === date));
  return zeroFill(
    shown,
    points,
    (point) => point.date,
    (date) => ({ date, ...NO_SPEND }),
  );
}

const allDaysOf = (month: string) => daysOfMonth(month, monthWindow(month).end);
