import type { FaultCase } from "../case";
import { daysOf, daysUpTo } from "../oracle/paper-calendar";
import { withClockedApp } from "../rig/clocked-app";
import { makeTenant } from "../rig/tenants";
import { callsAt, recordAt, seriesProblem, sumsBy } from "../rig/timed-calls";
import { inZones, isOtherDayHere, ZONES } from "../rig/zones";

const RANGES = [7, 14, 30, 90] as const;
const FIRST_MS = Date.parse("2026-06-20T00:00:00Z");
const STEP_MS = 337 * 60_000;
const CALLS = 950;
const AFTER_ALL = new Date("2027-04-30T23:59:59.999Z");

/** Around the nights that are an hour shorter or longer somewhere. */
const MOMENTS = [
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
  "2027-04-30T23:59:59.999Z",
];
const SCALES = { short: 4, normal: 1, long: 1 };

/** In-process: the clock is what this is about. */
export const days: FaultCase = {
  id: "T3",
  title: "the daily chart has each day once, also where a night is an hour shorter or longer",
  seenRedBy: "days cut in the zone of the process",
  run: (rig, scale, random) =>
    withClockedApp(rig, async (app) => {
      const tenant = await makeTenant(rig.owner.db, rig.people, "team");
      const { projectId } = tenant;
      const times = Array.from({ length: CALLS }, (_, index) =>
        new Date(FIRST_MS + index * STEP_MS).toISOString(),
      ).filter((time) => time <= AFTER_ALL.toISOString());
      const calls = callsAt([...times, ...MOMENTS], random);
      for (let first = 0; first < calls.length; first += 500)
        await recordAt(app, tenant, calls.slice(first, first + 500), AFTER_ALL);
      const sums = sumsBy(calls, 10);
      const problems: string[] = [];
      let [asked, hits] = [0, 0];
      await inZones(ZONES, async (zone) => {
        for (const moment of MOMENTS.filter((_, index) => index % SCALES[scale] === 0)) {
          const now = new Date(moment);
          if (isOtherDayHere(now)) hits += 1;
          const [today, month] = [moment.slice(0, 10), moment.slice(0, 7)];
          const { getDailySpend } = app.as(rig.people.member, now).aiCost;
          const charts = [
            ...RANGES.map((range) => [{ days: range }, daysUpTo(today, range)] as const),
            // Days to come are shown where something is charged to them already.
            [{ month }, daysOf(month).filter((day) => day <= today || sums.has(day))] as const,
          ];
          for (const [what, expected] of charts) {
            asked += 1;
            const answer = await getDailySpend({ projectId, ...what });
            const answered = answer.map(({ date, cost }) => ({ period: date, cost }));
            const problem = seriesProblem(answered, expected, sums);
            if (problem)
              problems.push(`${JSON.stringify(what)} at ${moment} in ${zone}: ${problem}`);
          }
        }
      });
      const figures = { calls: calls.length, charts: asked, "another day there": hits };
      return { hits, figures, problems: problems.slice(0, 5) };
    }),
};
