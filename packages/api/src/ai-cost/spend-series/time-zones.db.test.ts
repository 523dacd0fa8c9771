import { testDatabase } from "@ai-cost/db/testing";
import { DAILY_RANGES_DAYS } from "@ai-cost/domain";
import { daysOf, daysUpTo, inZone, monthsUpTo, ZONES } from "@ai-cost/domain/testing";
import { beforeAll, describe, expect, test } from "vitest";
import { callerOf } from "../../testing/callers";
import { recordCharges } from "../../testing/charges";
import { type Fixture, insertFixture } from "../../testing/fixture";

const { app, db, tenantOf } = testDatabase();
let fixture: Fixture;

interface Call {
  at: string;
  amountMicroUsd: bigint;
}

/** Calls with different amounts, so that a call in the wrong period changes a sum. */
const callsAt = (instants: readonly string[]): Call[] =>
  instants.map((at, index) => ({ at, amountMicroUsd: BigInt(1 + ((index * 7919) % 1_000_003)) }));

/**
 * The sum of the calls by month (7 characters) or day (10 characters). The period is the beginning of the
 * text of each call's time.
 */
function sumsBy(calls: readonly Call[], characters: 7 | 10): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { at, amountMicroUsd } of calls) {
    const period = at.slice(0, characters);
    sums.set(period, (sums.get(period) ?? 0n) + amountMicroUsd);
  }
  return sums;
}

const seriesOf = (periods: readonly string[], sums: ReadonlyMap<string, bigint>) =>
  periods.map((period) => `${period} ${sums.get(period) ?? 0n}`);

const callerAt = (instant: string) => callerOf(app.db, fixture.member, new Date(instant)).aiCost;

describe("the trend", () => {
  const DAYS = [
    ...["2027-07-29", "2027-07-30", "2027-07-31", "2027-08-29", "2027-08-30", "2027-08-31"],
    ...["2027-10-31", "2027-12-29", "2027-12-30", "2027-12-31", "2028-01-01", "2028-01-29"],
    ...["2028-01-30", "2028-01-31", "2028-02-28", "2028-02-29", "2028-03-01", "2028-03-29"],
    ...["2028-03-30", "2028-03-31", "2028-04-30", "2028-05-31", "2028-06-30", "2028-12-31"],
  ];
  const HOURS = ["00:00:00.000", "11:30:00.000", "23:59:59.999"];
  const INSTANTS = DAYS.flatMap((day) => HOURS.map((hour) => `${day}T${hour}Z`));
  const CALLS = callsAt(INSTANTS);
  const SUMS = sumsBy(CALLS, 7);

  beforeAll(async () => {
    fixture = await insertFixture(db);
    await recordCharges(tenantOf, fixture.projectId, CALLS);
  });

  test.each(ZONES)("has six months in a row at every instant, with the process in %s", (zone) =>
    inZone(zone, async () => {
      for (const instant of INSTANTS) {
        const { projectId } = fixture;
        const trend = await callerAt(instant).getMonthlyTrend({ projectId });
        expect(trend.map(({ month, cost }) => `${month} ${Math.round(cost * 1e6)}`)).toEqual(
          seriesOf(monthsUpTo(instant.slice(0, 7), 6), SUMS),
        );
      }
    }),
  );
});

describe("the days", () => {
  const FIRST_MS = Date.parse("2026-06-20T00:00:00Z");
  const STEP_MS = 337 * 60_000;
  const LAST = "2027-04-30T23:59:59.999Z";
  /** Instants close to the moments at which one of the zones gains or loses an hour. */
  const INSTANTS = [
    "2026-09-26T13:59:59.999Z", // Auckland loses an hour at 14:00.
    "2026-09-26T14:00:00.000Z",
    "2026-10-01T00:30:00.000Z",
    "2026-10-29T20:59:59.999Z", // Cairo gains an hour at 21:00.
    "2026-10-29T21:00:00.000Z",
    "2026-11-01T04:30:00.000Z", // Havana has the hour after midnight twice.
    "2026-11-01T05:30:00.000Z",
    "2026-12-31T23:59:59.999Z",
    "2027-01-01T00:00:00.000Z",
    "2027-03-14T05:00:00.000Z", // Havana loses an hour.
    "2027-04-03T14:00:00.000Z", // Auckland gains one.
    LAST,
  ];
  const REGULAR = Array.from({ length: 950 }, (_, index) =>
    new Date(FIRST_MS + index * STEP_MS).toISOString(),
  ).filter((instant) => instant <= LAST);
  const CALLS = callsAt([...REGULAR, ...INSTANTS]);
  const SUMS = sumsBy(CALLS, 10);

  beforeAll(async () => {
    fixture = await insertFixture(db);
    await recordCharges(tenantOf, fixture.projectId, CALLS);
  });

  /**
   * The days that each chart must contain. A chart of the current month also contains a later day that has
   * a charge.
   */
  const chartsAt = (instant: string) => {
    const [today, month] = [instant.slice(0, 10), instant.slice(0, 7)];
    return [
      ...DAILY_RANGES_DAYS.map((days) => [{ days }, daysUpTo(today, days)] as const),
      [{ month }, daysOf(month).filter((day) => day <= today || SUMS.has(day))] as const,
    ];
  };

  test.each(ZONES)("are each there once at every instant, with the process in %s", (zone) =>
    inZone(zone, async () => {
      for (const instant of INSTANTS)
        for (const [input, days] of chartsAt(instant)) {
          const { projectId } = fixture;
          const series = await callerAt(instant).getDailySpend({ projectId, ...input });
          expect(series.map(({ date, cost }) => `${date} ${Math.round(cost * 1e6)}`)).toEqual(
            seriesOf(days, SUMS),
          );
        }
    }),
  );
});
