import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  addDays,
  addMonths,
  comparisonOf,
  consecutiveDays,
  DAILY_RANGES_DAYS,
  dayOf,
  daysOfMonth,
  daysWindow,
  instantProblem,
  isMonth,
  lastDays,
  monthOf,
  monthWindow,
  trendMonths,
} from "./periods";
import { daysOf, daysUpTo, monthsUpTo } from "./testing/paper-calendar";
import { inZone, isOtherDay, ZONES } from "./testing/time-zones";

const at = (text: string) => new Date(text);
const anInstant = fc.date({
  min: at("2000-01-01T00:00:00Z"),
  max: at("2199-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});

test("the tests run in a time zone that is not UTC, so that a local date would fail them", () => {
  expect(at("2026-11-01T00:30:00Z").getTimezoneOffset()).not.toBe(0);
});

test.each([
  ["2026-10-31T23:59:59.999Z", "2026-10", "2026-10-31"],
  ["2026-11-01T00:00:00.000Z", "2026-11", "2026-11-01"],
  ["2024-02-29T12:00:00.000Z", "2024-02", "2024-02-29"],
  ["2026-12-31T23:59:59.999Z", "2026-12", "2026-12-31"],
  ["2027-01-01T00:00:00.000Z", "2027-01", "2027-01-01"],
])("%s belongs to %s and %s", (instant, month, day) => {
  expect([monthOf(at(instant)), dayOf(at(instant))]).toEqual([month, day]);
});

test("every instant is in the window of its month and of its day, and the next month starts where its month ends", () => {
  fc.assert(
    fc.property(anInstant, (instant) => {
      const month = monthWindow(monthOf(instant));
      const day = daysWindow(dayOf(instant), dayOf(instant));
      for (const { start, end } of [month, day])
        expect(start <= instant && instant < end).toBe(true);
      expect(monthWindow(addMonths(monthOf(instant), 1)).start).toEqual(month.end);
    }),
  );
});

test.each([
  ["2026-11", true],
  ["2000-01", true],
  ["1999-12", false],
  ["2026-00", false],
  ["2026-13", false],
  ["2026-1", false],
  ["2026-11-01", false],
])("%s is a month: %s", (text, isValid) => {
  expect(isMonth(text)).toBe(isValid);
});

test.each([
  ["2026-01", -1, "2025-12"],
  ["2026-12", 1, "2027-01"],
  ["2026-03", -13, "2025-02"],
  ["2026-11", 0, "2026-11"],
])("%s and %d months is %s", (month, count, result) => {
  expect(addMonths(month, count)).toBe(result);
});

test.each([
  ["2026-03-31T12:00:00Z", ["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]],
  ["2024-02-29T23:59:59Z", ["2023-09", "2023-10", "2023-11", "2023-12", "2024-01", "2024-02"]],
  ["2026-01-01T00:00:00Z", ["2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01"]],
])("the trend at %s has the last six months", (now, months) => {
  expect(trendMonths(at(now))).toEqual(months);
});

describe("days", () => {
  it("that follow a day are those that addDays returns", () => {
    fc.assert(
      fc.property(anInstant, fc.integer({ min: -1, max: 800 }), (first, count) => {
        const days = Array.from({ length: Math.max(0, count) }, (_, index) =>
          addDays(dayOf(first), index),
        );
        expect(consecutiveDays(dayOf(first), count)).toEqual(days);
      }),
    );
  });
  it("of a range are consecutive and end today", () => {
    fc.assert(
      fc.property(anInstant, fc.constantFrom(...DAILY_RANGES_DAYS), (now, days) => {
        const range = lastDays(days, now);
        expect(range).toHaveLength(days);
        expect(range.at(-1)).toBe(dayOf(now));
        range.slice(1).forEach((day, index) => {
          expect(addDays(range[index] ?? "", 1)).toBe(day);
        });
      }),
    );
  });

  test.each([
    ["2024-02", "2026-11-23T00:00:00Z", 29],
    ["2026-02", "2026-11-23T00:00:00Z", 28],
    ["2026-11", "2026-11-23T00:00:00Z", 23],
    ["2026-11", "2026-11-01T00:00:00Z", 1],
    ["2026-12", "2026-11-23T00:00:00Z", 0],
  ])("of %s, requested at %s, are %d", (month, now, count) => {
    expect(daysOfMonth(month, at(now))).toHaveLength(count);
  });
});

/** Instants at the ends of months, on leap days, and at moments when one of the zones changes its clock. */
const INSTANTS = [
  ...["2027-07-30", "2027-08-31", "2027-12-31", "2028-01-01", "2028-01-31", "2028-02-29"],
  ...["2028-03-01", "2028-03-31", "2028-04-30", "2026-10-31", "2026-11-01", "2026-12-31"],
]
  .flatMap((day) => [`${day}T00:00:00.000Z`, `${day}T11:30:00.000Z`, `${day}T23:59:59.999Z`])
  .concat(
    ...["2026-09-26T14:00Z", "2027-04-03T14:00Z"].flatMap(aroundInstant), // Auckland
    ...["2026-10-29T21:00Z"].flatMap(aroundInstant), // Cairo
    ...["2026-11-01T04:00Z", "2026-11-01T05:00Z", "2027-03-14T05:00Z"].flatMap(aroundInstant), // Havana
  );

function aroundInstant(text: string): string[] {
  return [-1, 0, 1].map((ms) => new Date(Date.parse(text) + ms).toISOString());
}

test.each(ZONES)("with the process in %s, days and months are the same as on paper", (zone) =>
  inZone(zone, () => {
    for (const text of INSTANTS) {
      const [now, day, month] = [at(text), text.slice(0, 10), text.slice(0, 7)];
      expect(trendMonths(now)).toEqual(monthsUpTo(month, 6));
      expect(daysOfMonth(month, now)).toEqual(daysOf(month).filter((one) => one <= day));
      for (const days of DAILY_RANGES_DAYS)
        expect(lastDays(days, now)).toEqual(daysUpTo(day, days));
    }
    const onOtherDay = INSTANTS.filter((text) => isOtherDay(at(text), zone));
    // The first check proves that the process is in the zone. The second proves that some instants have
    // another date in the zone than in UTC.
    const isOtherHere = (text: string) => at(text).getDate() !== at(text).getUTCDate();
    expect(INSTANTS.filter(isOtherHere)).toEqual(onOtherDay);
    if (zone !== "UTC") expect(onOtherDay.length).toBeGreaterThan(5);
  }),
);

test.each([
  ["2026-11", "2026-11-23T21:00:00Z", ["2026-11-01", "2026-11-22", "2026-10-01", "2026-10-22"]],
  ["2026-03", "2026-03-31T21:00:00Z", ["2026-03-01", "2026-03-28", "2026-02-01", "2026-02-28"]],
  ["2026-02", "2026-11-23T21:00:00Z", ["2026-02-01", "2026-02-28", "2026-01-01", "2026-01-28"]],
  ["2026-01", "2026-01-02T00:00:00Z", ["2026-01-01", "2026-01-01", "2025-12-01", "2025-12-01"]],
])(
  "%s, requested at %s, is compared over the same number of days",
  (month, now, [firstDay, lastDay, previousFirstDay, previousLastDay]) => {
    expect(comparisonOf(month, at(now))).toEqual({
      firstDay,
      lastDay,
      previousFirstDay,
      previousLastDay,
    });
  },
);

test("on the 1st of a month there is no comparison", () => {
  expect(comparisonOf("2026-11", at("2026-11-01T23:59:59.999Z"))).toBeNull();
});

test.each([
  ["2026-11-23T12:05:00.000Z", null],
  ["2026-11-23T12:05:00.001Z", /five minutes ahead/],
  ["2000-01-01T00:00:00.000Z", null],
  ["1999-12-31T23:59:59.999Z", /before the year 2000/],
  ["never", /is not a time/],
])("the instant %s, recorded at noon, has the problem %s", (instant, expected) => {
  const problem = instantProblem(at(instant), at("2026-11-23T12:00:00Z"));
  if (expected === null) expect(problem).toBeNull();
  else expect(problem).toMatch(expected);
});
