import { daysOf, isOtherDay, monthsUpTo, ZONES } from "@ai-cost/domain/testing";
import { dataOf, query } from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import { makeTenant, type Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";
import { postUsage } from "../../traffic/deliver";
import { callsAt, requestWith, seriesProblem, sumsBy, type TimedCall } from "./timed-calls";

/**
 * Instants at which a day starts, and in most cases also a month: first in UTC, then in each of the
 * tested zones.
 */
const BOUNDARIES = [
  ...["2026-01-01T00:00Z", "2026-03-01T00:00Z", "2026-06-15T00:00Z", "2026-10-01T00:00Z"],
  ...["2026-10-31T00:00Z", "2026-11-01T00:00Z", "2024-02-29T00:00Z", "2024-03-01T00:00Z"],
  "2026-11-01T11:00Z", // Niue
  "2026-11-01T04:00Z", // Havana, where this midnight occurs again an hour later
  "2026-11-01T05:00Z",
  "2026-10-31T22:00Z", // Cairo
  "2026-10-31T18:30Z", // Kolkata
  "2026-10-31T11:00Z", // Auckland
  "2026-10-31T10:00Z", // Kiritimati
];
const TIMES = BOUNDARIES.flatMap((boundary) =>
  [-1, 0, 1].map((ms) => new Date(Date.parse(boundary) + ms).toISOString()),
);
const ZONES_BY_SCALE = {
  short: ["America/Havana", "Pacific/Auckland"],
  normal: ZONES,
  long: ZONES,
};

faultCase({
  id: "T1",
  title:
    "a charge is in its UTC day and month, whatever the time zone of the server and of Postgres",
  seenRedBy: "days in the time zone of the process",
  async run({ environment, scale, random }) {
    const calls = callsAt(TIMES, random);
    const zones = ZONES_BY_SCALE[scale];
    const problems: string[] = [];
    const texts = new Set<string>();
    let hits = 0;
    for (const zone of zones) {
      hits += TIMES.filter((time) => isOtherDay(new Date(time), zone)).length;
      const found = await responsesIn(environment, zone, calls);
      texts.add(found.text);
      problems.push(...found.problems.map((problem) => `in ${zone}: ${problem}`));
    }
    if (texts.size > 1) problems.push(`${texts.size} different responses in the zones`);
    const figures = { zones: zones.length, times: TIMES.length, "on another day there": hits };
    return { hits, figures, problems: problems.slice(0, 5) };
  },
});

/** Starts a server in the zone, sends the calls to it and queries the charts. */
async function responsesIn(environment: Environment, zone: string, calls: readonly TimedCall[]) {
  const { sql } = environment.owner;
  await sql`alter database ai_cost set timezone = ${sql.unsafe(`'${zone}'`)}`;
  try {
    const server = await environment.startServer({ environment: { TZ: zone } });
    const tenant = await makeTenant(environment.owner.db, environment.people, "team");
    await send(server.url, tenant, calls);
    const found = await chartsOf(environment, server.url, tenant, calls);
    await server.kill();
    return found;
  } finally {
    await sql`alter database ai_cost reset timezone`;
  }
}

async function send(serverUrl: string, tenant: Tenant, calls: readonly TimedCall[]) {
  const { status, text } = await postUsage(serverUrl, tenant.key, requestWith(tenant, calls));
  if (status !== 200 || !text.includes(`"recorded":${calls.length}`))
    throw new Error(`the calls were not recorded: ${status} ${text.slice(0, 300)}`);
}

/** Checks the total and the days of every month, and the trend. */
async function chartsOf(
  { people }: Environment,
  serverUrl: string,
  { projectId }: Tenant,
  calls: readonly TimedCall[],
) {
  const problems: string[] = [];
  let text = "";
  const read = async <Data>(procedure: string, input: object): Promise<Data> =>
    dataOf<Data>(
      await query(serverUrl, people.member, `aiCost.${procedure}`, { projectId, ...input }),
    );
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
  const actual = trend.map(({ month, cost }) => ({ period: month, cost }));
  const months = monthsUpTo(new Date().toISOString().slice(0, 7), 6);
  const problem = seriesProblem(actual, months, byMonth);
  if (problem) problems.push(problem);
  return { text: text + JSON.stringify(trend), problems };
}
