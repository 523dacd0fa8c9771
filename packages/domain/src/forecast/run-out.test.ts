import { expect, test } from "vitest";
import { forecastMonth } from "./forecast-month";
import { runOutDay } from "./run-out";
import { spendHistory } from "./spend-history";
import { microUsd, spendBefore, times } from "./testing/histories";

/** $10 a day; on 16 November $150 are spent before today. */
test.each([
  ["the month ends below it", 0, 300.01, null],
  ["the month ends exactly at it", 0, 300, "2026-11-30"],
  ["a day ends just below it", 0, 200.01, "2026-11-21"],
  ["a day ends exactly at it", 0, 200, "2026-11-20"],
  ["today reaches it", 12, 161, "2026-11-16"],
  ["today has reached it", 12, 162, "2026-11-16"],
  ["it was reached on a complete day", 0, 95, "2026-11-10"],
  ["it was reached on the first day", 0, 0.01, "2026-11-01"],
])("a limit that is reached when %s", (_, todayDollars, limitDollars, day) => {
  const today = "2026-11-16";
  const spend = spendBefore(today, times(84, 10)).set(today, microUsd(todayDollars));
  const history = spendHistory(spend, today);
  const forecast = forecastMonth(history);
  expect(forecast && runOutDay(history, forecast, microUsd(limitDollars))).toBe(day);
});

test("a first day before the first spend of the month is not counted", () => {
  const history = spendHistory(spendBefore("2026-11-20", times(14, 10)), "2026-11-20");
  const forecast = forecastMonth(history);
  expect(forecast && runOutDay(history, forecast, microUsd(100))).toBe("2026-11-15");
});
