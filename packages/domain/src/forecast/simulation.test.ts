import { expect, test } from "vitest";
import { daysIn, monthRange } from "../day-ranges";
import { addDays, addMonths } from "../periods";
import { forecastMonth } from "./forecast-month";
import { type SpendByDay, spendHistory, sumOfDays } from "./spend-history";
import { FAMILIES, type FamilyName } from "./testing/families";
import { simulatedSpend } from "./testing/simulated-spend";

/** Seeds that were never used while the forecast was built. */
const FIRST_SEED = 900_001;
const SERIES_PER_FAMILY = 40;
const MONTHS = Array.from({ length: 12 }, (_, index) => addMonths("2025-02", index));
const AFTER_DAYS = [5, 15, 25];

interface Outcome {
  isCovered: boolean;
  error: number;
  straightLineError: number;
}

/** Forecasts of every month of the product, compared with what the month cost in the end. */
function outcomesOf(spend: SpendByDay): Outcome[] {
  return MONTHS.flatMap((month) => {
    const days = Array.from(
      { length: daysIn(monthRange(month)) },
      (_, index) => spend.get(addDays(`${month}-01`, index)) ?? 0n,
    );
    const actual = sumOfDays(days);
    return AFTER_DAYS.flatMap((afterDays) => {
      const history = spendHistory(spend, addDays(`${month}-01`, afterDays));
      const forecast = forecastMonth({ ...history, todayMicroUsd: 0n });
      if (!forecast || actual === 0n) return [];
      const soFar = Number(sumOfDays(days.slice(0, afterDays)));
      const errorOf = (amount: number) => Math.abs(amount - Number(actual)) / Number(actual);
      return [
        {
          isCovered: forecast.lowMicroUsd <= actual && actual <= forecast.highMicroUsd,
          error: errorOf(Number(forecast.amountMicroUsd)),
          straightLineError: errorOf((soFar / afterDays) * days.length),
        },
      ];
    });
  });
}

const meanOf = (numbers: readonly number[]) =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const coverageOf = (outcomes: readonly Outcome[]) =>
  meanOf(outcomes.map(({ isCovered }) => (isCovered ? 1 : 0)));

test("the interval covers 75 to 85 % of the months, and the error is below the straight line's", () => {
  const families = Object.keys(FAMILIES) as FamilyName[];
  const byFamily = families.map((family, index) =>
    Array.from({ length: SERIES_PER_FAMILY }, (_, series) =>
      outcomesOf(simulatedSpend(family, FIRST_SEED + index * SERIES_PER_FAMILY + series)),
    ).flat(),
  );
  const all = byFamily.flat();
  expect(coverageOf(all)).toBeGreaterThanOrEqual(0.75);
  expect(coverageOf(all)).toBeLessThanOrEqual(0.85);
  for (const [index, outcomes] of byFamily.entries()) {
    expect(outcomes.length, families[index]).toBeGreaterThan(100);
    expect(coverageOf(outcomes), families[index]).toBeGreaterThanOrEqual(0.6);
  }
  expect(meanOf(all.map(({ error }) => error))).toBeLessThan(
    meanOf(all.map(({ straightLineError }) => straightLineError)),
  );
});
