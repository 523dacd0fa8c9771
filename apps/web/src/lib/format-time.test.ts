import { describe, expect, test } from "vitest";
import {
  formatAge,
  formatDay,
  formatDayRange,
  formatDuration,
  formatExactInstant,
  formatFullDay,
  formatInstant,
  formatMonth,
  formatShortMonth,
  formatWeekday,
} from "./format-time";

test("days and months are in UTC, whatever the time zone of the process", () => {
  expect(formatMonth("2026-11")).toBe("November 2026");
  expect(formatShortMonth("2026-01")).toBe("Jan 2026");
  expect(formatDay("2026-11-01")).toBe("1 Nov");
  expect(formatWeekday("2026-11-14")).toBe("Sat 14 Nov");
  expect(formatFullDay("2024-02-29")).toBe("Thu 29 Feb 2024");
});

test.each([
  ["2026-10-01T00:00:00.000Z", "2026-10-23T00:00:00.000Z", "1–22 Oct"],
  ["2026-10-01T00:00:00.000Z", "2026-11-01T00:00:00.000Z", "1–31 Oct"],
  ["2026-10-01T00:00:00.000Z", "2026-10-02T00:00:00.000Z", "1 Oct"],
])("%s to %s is %s", (start, end, text) => {
  expect(formatDayRange(start, end)).toBe(text);
});

describe("instants", () => {
  const asOf = "2026-11-23T10:00:00.000Z";
  test.each([
    ["2026-11-14T09:41:07.123Z", "14 Nov, 09:41"],
    ["2026-11-14T23:59:59.999Z", "14 Nov, 23:59"],
    ["2025-12-31T00:00:00.000Z", "31 Dec 2025, 00:00"],
  ])("%s is written %s", (at, text) => {
    expect(formatInstant(at, asOf)).toBe(text);
  });

  test("the exact form names its zone", () => {
    expect(formatExactInstant("2026-11-14T09:41:07.123Z")).toBe("2026-11-14 09:41:07.123 UTC");
  });
});

test.each([
  [-500, "just now"],
  [999, "just now"],
  [4_200, "4 s ago"],
  [59_999, "59 s ago"],
  [60_000, "1 min ago"],
  [3_600_000, "1 h ago"],
  [90_000_000, "1 d ago"],
])("%d ms ago is %s", (ageMs, text) => {
  expect(formatAge(ageMs)).toBe(text);
});

test.each([
  [850, "850 ms"],
  [42_000, "42 s"],
  [200_000, "3 min 20 s"],
  [7_500_000, "2 h 5 min"],
])("%d ms are written %s", (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text);
});
