import { ask, dataOf } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { daysOf, monthsUpTo } from "../oracle/paper-calendar";
import { postUsage } from "../rig/deliver";
import type { Rig } from "../rig/rig";
import { makeTenant, type Tenant } from "../rig/tenants";
import { callsAt, eventsOf, seriesProblem, sumsBy, type TimedCall } from "../rig/timed-calls";
import { inZones, isOtherDayHere, ZONES } from "../rig/zones";

/** Where a day and mostly a month begins: in UTC, then in each of the zones. */
const BOUNDARIES = [
  ...["2026-01-01T00:00Z", "2026-03-01T00:00Z", "2026-06-15T00:00Z", "2026-10-01T00:00Z"],
  ...["2026-10-31T00:00Z", "2026-11-01T00:00Z", "2024-02-29T00:00Z", "2024-03-01T00:00Z"],
  "2026-11-01T11:00Z", // Niue
  "2026-11-01T04:00Z", // Havana, where this midnight comes again an hour later
  "2026-11-01T05:00Z",
  "2026-10-31T22:00Z", // Cairo
  "2026-10-31T18:30Z", // Kolkata
  "2026-10-31T11:00Z", // Auckland
  "2026-10-31T10:00Z", // Kiritimati
];
const MOMENTS = BOUNDARIES.flatMap((boundary) =>
  [-1, 0, 1].map((ms) => new Date(Date.parse(boundary) + ms).toISOString()),
);
const SCALES = { short: ["America/Havana", "Pacific/Auckland"], normal: ZONES, long: ZONES };

export const zones: FaultCase = {
  id: "T1",
  title: "a charge is in its UTC day and month, whatever zone server and Postgres are in",
  seenRedBy: "days cut in the zone of the process",
  async run(rig, scale, random) {
    const calls = callsAt(MOMENTS, random);
    const problems: string[] = [];
    const answers = new Set<string>();
    let hits = 0;
    await inZones(SCALES[scale], async (zone) => {
      hits += MOMENTS.filter((moment) => isOtherDayHere(new Date(moment))).length;
      const found = await answersIn(rig, zone, calls);
      answers.add(found.text);
      problems.push(...found.problems.map((problem) => `in ${zone}: ${problem}`));
    });
    if (answers.size > 1) problems.push(`${answers.size} different answers in as many zones`);
    const figures = {
      zones: SCALES[scale].length,
      moments: MOMENTS.length,
      "another day there": hits,
    };
    return { hits, figures, problems: problems.slice(0, 5) };
  },
};

/** Sends the calls to a server that lives in the zone, with its Postgres, and asks it about them. */
async function answersIn(rig: Rig, zone: string, calls: readonly TimedCall[]) {
  const { sql } = rig.owner;
  await sql`alter database ai_cost set timezone = ${sql.unsafe(`'${zone}'`)}`;
  try {
    const server = await rig.startServer({ environment: { TZ: zone } });
    const tenant = await makeTenant(rig.owner.db, rig.people, "team");
    await send(server.url, tenant, calls);
    const found = await chartsOf(rig, server.url, tenant, calls);
    await server.kill();
    return found;
  } finally {
    await sql`alter database ai_cost reset timezone`;
  }
}

async function send(serverUrl: string, tenant: Tenant, calls: readonly TimedCall[]) {
  const { status, text } = await postUsage(serverUrl, tenant.key, eventsOf(tenant, calls));
  if (status !== 200 || !text.includes(`"recorded":${calls.length}`))
    throw new Error(`the calls were answered ${status}: ${text.slice(0, 300)}`);
}

/** Every month's days and total, and the trend. */
async function chartsOf(
  { people }: Rig,
  serverUrl: string,
  { projectId }: Tenant,
  calls: readonly TimedCall[],
) {
  const problems: string[] = [];
  let text = "";
  const read = async <Data>(procedure: string, input: object): Promise<Data> => {
    const asked = { projectId, ...input };
    return dataOf<Data>(await ask(serverUrl, people.member, `aiCost.${procedure}`, asked));
  };
  const [byMonth, byDay] = [sumsBy(calls, 7), sumsBy(calls, 10)];
  for (const month of byMonth.keys()) {
    const { totalCost, asOf } = await read<{ totalCost: number; asOf: string }>(
      "getMonthlySummary",
      { month },
    );
    const days = await read<{ date: string; cost: number }[]>("getDailySpend", { month });
    const shown = daysOf(month).filter((day) => day <= asOf.slice(0, 10));
    const problem =
      seriesProblem([{ period: month, cost: totalCost }], [month], byMonth) ??
      seriesProblem(
        days.map(({ date, cost }) => ({ period: date, cost })),
        shown,
        byDay,
      );
    if (problem) problems.push(problem);
    text += `${totalCost} ${JSON.stringify(days)}`;
  }
  const trend = await read<{ month: string; cost: number }[]>("getMonthlyTrend", {});
  const answered = trend.map(({ month, cost }) => ({ period: month, cost }));
  const months = monthsUpTo(new Date().toISOString().slice(0, 7), 6);
  const problem = seriesProblem(answered, months, byMonth);
  if (problem) problems.push(problem);
  return { text: text + JSON.stringify(trend), problems };
}
