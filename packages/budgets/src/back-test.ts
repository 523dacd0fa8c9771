import { addDays, daysIn, monthRange, type SpendByDay, trendMonths } from "@ai-cost/domain";

export interface BackTestMonth {
  /** The UTC month, `YYYY-MM`. */
  month: string;
  spentMicroUsd: bigint;
  /** The day on which the month's spend reached each threshold; null when it did not. */
  reached: { threshold: number; day: string | null }[];
}

/** The first day that `backTest` reads. */
export const firstBackTestDay = (now: Date): string => `${trendMonths(now)[0]}-01`;

/**
 * When each threshold of a limit would have been reached in the last six months, of which the last one is
 * the current month. The resolution is a day: the spend of a day counts at its end.
 */
export const backTest = (
  spendByDay: SpendByDay,
  now: Date,
  { limitMicroUsd, thresholds }: { limitMicroUsd: bigint; thresholds: readonly number[] },
): BackTestMonth[] =>
  trendMonths(now).map((month) => {
    const spent = spentByDay(spendByDay, month);
    return {
      month,
      spentMicroUsd: spent.at(-1)?.soFarMicroUsd ?? 0n,
      reached: thresholds.map((threshold) => ({
        threshold,
        day:
          spent.find(
            ({ soFarMicroUsd }) => soFarMicroUsd * 100n >= limitMicroUsd * BigInt(threshold),
          )?.day ?? null,
      })),
    };
  });

/** What the month had spent at the end of each of its days. */
function spentByDay(spendByDay: SpendByDay, month: string) {
  let soFarMicroUsd = 0n;
  return Array.from({ length: daysIn(monthRange(month)) }, (_, index) => {
    const day = addDays(`${month}-01`, index);
    soFarMicroUsd += spendByDay.get(day) ?? 0n;
    return { day, soFarMicroUsd };
  });
}
