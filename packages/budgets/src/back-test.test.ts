import { expect, test } from "vitest";
import { backTest, firstBackTestDay } from "./back-test";

const NOW = new Date("2026-11-15T12:00:00.000Z");
const dollars = (amount: number) => BigInt(amount) * 1_000_000n;
const SPEND = new Map([
  ["2026-05-31", dollars(500)],
  ["2026-06-30", dollars(100)],
  ["2026-10-01", dollars(79)],
  ["2026-10-02", dollars(1)],
  ["2026-10-31", dollars(40)],
  ["2026-11-15", dollars(99)],
]);

test("each month starts from nothing, and a threshold is reached on the day that completes it", () => {
  const months = backTest(SPEND, NOW, { limitMicroUsd: dollars(100), thresholds: [80, 100, 150] });
  expect(
    months.map(({ month, reached }) => [month, ...reached.map(({ day }) => day?.slice(8) ?? null)]),
  ).toEqual([
    ["2026-06", "30", "30", null],
    ["2026-07", null, null, null],
    ["2026-08", null, null, null],
    ["2026-09", null, null, null],
    ["2026-10", "02", "31", null],
    ["2026-11", "15", null, null],
  ]);
  expect(months.at(-2)?.spentMicroUsd).toBe(dollars(120));
});

test("the first of the six months begins on the first day that is read", () => {
  expect(firstBackTestDay(NOW)).toBe("2026-06-01");
});
