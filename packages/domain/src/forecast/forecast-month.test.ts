import { describe, expect, test } from "vitest";
import { forecastMonth } from "./forecast-month";
import { forecastFrom } from "./readiness";
import { spendHistory } from "./spend-history";
import { microUsd, spendBefore, times } from "./testing/histories";

/** The forecast in dollars. The days end on the day before `today`. */
function forecast(today: string, days: readonly number[], todayDollars = 0) {
  const spend = spendBefore(today, days).set(today, microUsd(todayDollars));
  const result = forecastMonth(spendHistory(spend, today));
  if (!result) return null;
  const dollars = (amount: bigint) => Number(amount) / 1e6;
  return {
    amount: dollars(result.amountMicroUsd),
    low: dollars(result.lowMicroUsd),
    high: dollars(result.highMicroUsd),
    day: dollars(result.dayMicroUsd),
  };
}

describe("the amount", () => {
  test.each([
    // 15 complete days of November cost $150; today and 14 further days cost $10 each.
    ["an even spend goes on", "2026-11-16", times(84, 10), 0, 300],
    ["today counts as a typical day", "2026-11-16", times(84, 10), 4, 300],
    ["today counts with more than all that is left", "2026-11-30", times(84, 10), 25, 315],
    ["on the first day nothing of the month is complete", "2026-11-01", times(84, 10), 0, 300],
    ["the last month's level is the next month's", "2026-12-01", times(84, 10), 0, 310],
    // The last 28 days have one day of $500 and one of $0, which are left out.
    ["one extraordinary day is no level", "2026-11-02", [...times(82, 10), 500, 0], 0, 290],
    // The mean of 28 days is $10, but the last week cost $7 in all: at most $3 a day.
    [
      "work that has stopped is not charged on",
      "2026-11-01",
      [...times(77, 13), ...times(7, 1)],
      0,
      90,
    ],
    ["no spend for a week ends it", "2026-11-08", [...times(77, 10), ...times(7, 0)], 0, 0],
    // 14 days: the sum of 14 times $12 without two of them, divided by 12.
    ["with 14 days all of them count", "2026-11-15", times(14, 12), 0, 360],
  ])("%s", (_, today, days, todayDollars, amount) => {
    expect(forecast(today, days, todayDollars)?.amount).toBe(amount);
  });
});

describe("the interval", () => {
  test("has no width when every week was as expected", () => {
    expect(forecast("2026-11-16", times(84, 10))).toMatchObject({ low: 300, high: 300 });
  });

  test("is 0.6 of the rest when there is no week to compare", () => {
    // 14 days cost $140, the 16 others are expected to cost $160, and 0.6 of it is $96.
    expect(forecast("2026-11-15", times(14, 10))).toEqual({
      amount: 300,
      low: 204,
      high: 396,
      day: 10,
    });
  });

  test("is never below what is spent already", () => {
    expect(forecast("2026-11-15", times(14, 10), 100)?.low).toBe(240);
  });

  test("is as wide as the weeks' errors", () => {
    // The last week cost $98 and was expected to cost $49. Seven days are left, so the half width is 5/4 of $49.
    const result = forecast("2026-11-24", [...times(14, 7), ...times(7, 14)]);
    expect(result && result.high - result.amount).toBeCloseTo(61.25, 5);
  });

  test("grows with the days that are left to the power of 3/4", () => {
    // 14 days are left: 5/4 × $49 × 2^(3/4) is $103.01.
    const result = forecast("2026-11-17", [...times(14, 7), ...times(7, 14)]);
    expect(result && result.high - result.amount).toBeCloseTo(103.01, 2);
  });

  test("is as wide as the days differ when that is more", () => {
    // $0 and $20 in turn: a deviation of $10, times √16 days, times 5/4.
    const days = Array.from({ length: 84 }, (_, index) => (index % 2) * 20);
    const result = forecast("2026-11-15", days);
    expect(result && result.high - result.amount).toBe(50);
  });
});

describe("without enough history there is no forecast, and it says from when there can be one", () => {
  test.each([
    ["nothing was ever spent", "2026-11-15", [], "2026-11-29"],
    ["the first spend is 13 days ago", "2026-11-15", times(13, 1), "2026-11-16"],
    ["6 of 28 days have spend", "2026-11-15", [...times(6, 1), ...times(15, 0)], "2026-11-16"],
    // The two active days leave the window while the new ones come.
    ["2 old days have spend", "2026-11-15", [1, 1, ...times(24, 0)], "2026-11-22"],
    ["spend is 84 days ago only", "2026-11-15", [1, ...times(84, 0)], "2026-11-29"],
  ])("%s", (_, today, days, from) => {
    expect(forecast(today, days)).toBeNull();
    expect(forecastFrom(spendHistory(spendBefore(today, days), today))).toBe(from);
  });

  test.each([
    ["14 days with spend", times(14, 1)],
    ["7 active days of 28", [...times(7, 1), ...times(21, 0)]],
  ])("%s are enough", (_, days) => {
    expect(forecast("2026-11-15", days)).not.toBeNull();
    expect(forecastFrom(spendHistory(spendBefore("2026-11-15", days), "2026-11-15"))).toBe(
      "2026-11-15",
    );
  });
});
