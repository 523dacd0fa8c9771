import { addDays } from "../periods";
import { daysLeft, type Forecast } from "./forecast-month";
import { larger } from "./integers";
import { completeDaysOfMonth, type SpendHistory } from "./spend-history";

/**
 * The day of the current month on which its spend reaches the limit: the day on which it did, or the day
 * on which the forecast expects it. Null when the month is expected to end below the limit.
 */
export function runOutDay(
  history: SpendHistory,
  { dayMicroUsd }: Pick<Forecast, "dayMicroUsd">,
  limitMicroUsd: bigint,
): string | null {
  const { today, todayMicroUsd } = history;
  const complete = completeDaysOfMonth(history);
  let spent = 0n;
  for (const [index, spend] of complete.entries()) {
    spent += spend;
    if (spent >= limitMicroUsd) return addDays(today, index - complete.length);
  }
  for (let day = 1; day <= daysLeft(today); day++) {
    const expected = larger(dayMicroUsd * BigInt(day), todayMicroUsd);
    if (spent + expected >= limitMicroUsd) return addDays(today, day - 1);
  }
  return null;
}
