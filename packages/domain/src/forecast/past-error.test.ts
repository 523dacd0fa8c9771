import { expect, test } from "vitest";
import { firstPastErrorDay, pastError } from "./past-error";
import { microUsd, spendBefore, times } from "./testing/histories";

test("an even spend was always right", () => {
  const spend = spendBefore("2026-11-13", times(400, 10));
  expect(pastError(spend, "2026-11-13")).toEqual({
    afterDays: 12,
    months: ["2026-10", "2026-09", "2026-08", "2026-07", "2026-06", "2026-05"].map((month) => ({
      month,
      errorPct: 0,
    })),
    meanPct: 0,
    worst: { month: "2026-10", errorPct: 0 },
  });
});

test("a month that cost more at its end was forecast too low", () => {
  // September cost $290 and $110 on its last day; after 12 days $300 were expected: 25 % less than $400.
  const spend = spendBefore("2026-11-13", times(400, 10)).set("2026-09-30", microUsd(110));
  expect(pastError(spend, "2026-11-13")).toMatchObject({
    meanPct: 25 / 6,
    worst: { month: "2026-09", errorPct: 25 },
  });
});

test("months without a forecast on that day do not count, and one month is not enough", () => {
  const since = (days: number) =>
    pastError(spendBefore("2026-11-13", times(days, 10)), "2026-11-13");
  // The spend begins on 30 August: on 13 September there are 14 days of history.
  expect(since(75)?.months.map(({ month }) => month)).toEqual(["2026-10", "2026-09"]);
  expect(since(74)).toBeNull();
});

test("a month that was already complete after so many days does not count", () => {
  const spend = spendBefore("2026-05-31", times(400, 10));
  const months = pastError(spend, "2026-05-31")?.months.map(({ month }) => month);
  expect(months).toEqual(["2026-03", "2026-01", "2025-12"]);
});

test("reads no day before the first one that it names", () => {
  const first = firstPastErrorDay("2026-11-13");
  expect(first).toBe("2026-02-06");
  const spend = spendBefore("2026-11-13", times(500, 10));
  const without = new Map([...spend].filter(([day]) => day >= first));
  expect(pastError(without, "2026-11-13")).toEqual(pastError(spend, "2026-11-13"));
});
