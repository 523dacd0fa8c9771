import fc from "fast-check";
import { expect, test } from "vitest";
import { type DateOrder, parseTime } from "./parse-time";

const iso = (text: string, order: DateOrder | null = null) => {
  const at = parseTime(text, order);
  return at instanceof Date ? at.toISOString().replace(".000Z", "Z") : at;
};

test.each([
  ["2026-11-24T10:00:00Z", "2026-11-24T10:00:00Z"],
  ["2026-11-24T10:00:00.1234567890Z", "2026-11-24T10:00:00.123Z"],
  ["20261124T100000Z", "2026-11-24T10:00:00Z"],
  ["20261124", "2026-11-24T00:00:00Z"],
  ["2026/11/24 9:05", "2026-11-24T09:05:00Z"],
  ["2026-11-24 10:00:00 GMT", "2026-11-24T10:00:00Z"],
  ["1795514400", "2026-11-24T10:00:00Z"],
  ["1795514400.0", "2026-11-24T10:00:00Z"],
  ["1795514400123", "2026-11-24T10:00:00.123Z"],
  ["1795514400123.0", "2026-11-24T10:00:00.123Z"],
  ["11/24/2026 10:00", "2026-11-24T10:00:00Z"],
  ["11/24/2026", "2026-11-24T00:00:00Z"],
  ["11/24/26 10:00", "2026-11-24T10:00:00Z"],
  ["24/11/2026 10:00:30", "2026-11-24T10:00:30Z"],
  ["24.11.2026 10:00", "2026-11-24T10:00:00Z"],
  ["24-11-2026 10:00", "2026-11-24T10:00:00Z"],
  ["11/11/2026 10:00", "2026-11-11T10:00:00Z"],
  ["11/24/2026, 10:00:00 AM", "2026-11-24T10:00:00Z"],
  ["11/24/2026, 10:00:00\u202fPM", "2026-11-24T22:00:00Z"],
  ["11/24/2026 12:30 AM", "2026-11-24T00:30:00Z"],
  ["11/24/2026 12:30 p.m.", "2026-11-24T12:30:00Z"],
  ["46350.4166666667", "2026-11-24T10:00:00Z"],
  ["46350,4166666667", "2026-11-24T10:00:00Z"],
  ["46350", "2026-11-24T00:00:00Z"],
  ["24-Nov-2026 10:00", "2026-11-24T10:00:00Z"],
  ["24-Nov-26", "2026-11-24T00:00:00Z"],
  ["24 November 2026, 10:00", "2026-11-24T10:00:00Z"],
  ["Nov 24, 2026 10:00 AM", "2026-11-24T10:00:00Z"],
  ["November 24, 2026 at 10:00 AM", "2026-11-24T10:00:00Z"],
  ["Tue Nov 24 2026", "2026-11-24T00:00:00Z"],
  ["Tue Nov 24 2026 10:00:00 GMT+0000 (Coordinated Universal Time)", "2026-11-24T10:00:00Z"],
  ["Tue Nov 24 2026 11:00:00 GMT+0100 (Central European Standard Time)", "2026-11-24T10:00:00Z"],
  ["Tue, 24 Nov 2026 10:00:00 GMT", "2026-11-24T10:00:00Z"],
])("%s is %s", (text, instant) => {
  expect(iso(text)).toBe(instant);
});

test.each([
  ["05/11/2026 10:00", "2026-05-11T10:00:00Z", "2026-11-05T10:00:00Z"],
  ["5.11.2026", "2026-05-11T00:00:00Z", "2026-11-05T00:00:00Z"],
  ["05/11/26", "2026-05-11T00:00:00Z", "2026-11-05T00:00:00Z"],
])("%s is ambiguous until its order is given", (text, monthFirst, dayFirst) => {
  expect([iso(text), iso(text, "mdy"), iso(text, "dmy")]).toEqual([
    "ambiguous",
    monthFirst,
    dayFirst,
  ]);
});

test.each([
  ["24/11/26", null, "ambiguous"],
  ["24/11/26", "ymd", "2024-11-26T00:00:00Z"],
  ["24/11/2026", "mdy", null],
  ["24/11/2026", "ymd", null],
  ["2026-11-24", "dmy", "2026-11-24T00:00:00Z"],
  ["2026/11/05", "dmy", "2026-11-05T00:00:00Z"],
] as const)("%s in the order %s is %s", (text, order, instant) => {
  expect(iso(text, order)).toBe(instant);
});

test.each([
  ["a day that does not exist", "02/30/2026"],
  ["a day that does not exist, by name", "30 Feb 2026"],
  ["a weekday of another day", "Mon Nov 24 2026 10:00:00 GMT+0000"],
  ["an hour that does not exist", "11/24/2026 25:00"],
  ["an hour that a clock with AM and PM does not have", "11/24/2026 13:00 PM"],
  ["Unix time that lost its digits", "1.79551E+09"],
  ["a day number before 2000", "30000.5"],
  ["a day number after 2100", "99999"],
  ["a zone by name", "11/24/2026 10:00 PST"],
  ["a month that does not exist", "24 Foo 2026"],
  ["a clock alone", "10:00:00"],
  ["words", "yesterday at 10:00"],
  ["an empty text", ""],
])("%s is null: %s", (_, text) => {
  expect(iso(text)).toBeNull();
});

test("every form that JavaScript prints is read back to the second", () => {
  const instants = fc.date({
    min: new Date("2000-01-02T00:00:00Z"),
    max: new Date("2099-12-30T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instants, (at) => {
      const second = new Date(Math.floor(at.getTime() / 1000) * 1000);
      expect(parseTime(at.toISOString(), null)).toEqual(at);
      expect(parseTime(String(at), null)).toEqual(second);
      expect(parseTime(at.toUTCString(), null)).toEqual(second);
      const local = { timeZone: "UTC" };
      expect(parseTime(at.toLocaleString("en-US", local), "mdy")).toEqual(second);
      expect(parseTime(at.toLocaleString("en-GB", local), "dmy")).toEqual(second);
      expect(parseTime(at.toLocaleString("de-DE", local), "dmy")).toEqual(second);
    }),
  );
});

test("a spreadsheet's day number is read to the millisecond", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 36_526, max: 73_049 }),
      fc.integer({ min: 0, max: 86_399_999 }),
      (day, ms) => {
        const serial = (day + ms / 86_400_000).toFixed(10);
        expect(parseTime(serial, null)?.valueOf()).toBe(Date.UTC(1899, 11, 30 + day) + ms);
      },
    ),
  );
});
