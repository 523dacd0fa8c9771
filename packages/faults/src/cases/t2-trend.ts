import type { FaultCase } from "../case";
import { monthsUpTo } from "../oracle/paper-calendar";
import { withClockedApp } from "../rig/clocked-app";
import { makeTenant } from "../rig/tenants";
import { callsAt, recordAt, seriesProblem, sumsBy } from "../rig/timed-calls";
import { inZones, isOtherDayHere, ZONES } from "../rig/zones";

const MONTHS = 6;
const AFTER_ALL = new Date("2028-12-31T23:59:59.999Z");
const DAYS = [
  ...["2027-07-29", "2027-07-30", "2027-07-31", "2027-08-29", "2027-08-30", "2027-08-31"],
  ...["2027-10-31", "2027-12-29", "2027-12-30", "2027-12-31", "2028-01-01", "2028-01-29"],
  ...["2028-01-30", "2028-01-31", "2028-02-28", "2028-02-29", "2028-03-01", "2028-03-29"],
  ...["2028-03-30", "2028-03-31", "2028-04-30", "2028-05-31", "2028-06-30", "2028-12-31"],
];
const HOURS = ["00:00:00.000", "11:30:00.000", "23:59:59.999"];
const MOMENTS = DAYS.flatMap((day) => HOURS.map((hour) => `${day}T${hour}Z`));
const SCALES = { short: 9, normal: 2, long: 1 };

/** In-process: the clock is what this is about. */
export const trend: FaultCase = {
  id: "T2",
  title: "the trend is six months in a row on whatever day it is asked for, in whatever zone",
  seenRedBy: "months counted back by `setUTCMonth` from today's date",
  run: (rig, scale, random) =>
    withClockedApp(rig, async (app) => {
      const tenant = await makeTenant(rig.owner.db, rig.people, "team");
      const calls = callsAt(MOMENTS, random);
      await recordAt(app, tenant, calls, AFTER_ALL);
      const sums = sumsBy(calls, 7);
      const problems: string[] = [];
      const asked = MOMENTS.filter((_, index) => index % SCALES[scale] === 0);
      let hits = 0;
      await inZones(ZONES, async (zone) => {
        for (const moment of asked) {
          const now = new Date(moment);
          if (isOtherDayHere(now)) hits += 1;
          const { projectId } = tenant;
          const answer = await app.as(rig.people.member, now).aiCost.getMonthlyTrend({ projectId });
          const answered = answer.map(({ month, cost }) => ({ period: month, cost }));
          const problem = seriesProblem(answered, monthsUpTo(moment.slice(0, 7), MONTHS), sums);
          if (problem) problems.push(`at ${moment} in ${zone}: ${problem}`);
        }
      });
      const figures = { moments: asked.length, zones: ZONES.length, "another day there": hits };
      return { hits, figures, problems: problems.slice(0, 5) };
    }),
};
