import type { FaultCase } from "../case";
import { type ClockedApp, withClockedApp } from "../rig/clocked-app";
import type { Rig } from "../rig/rig";
import { makeTenant, type Tenant } from "../rig/tenants";

const HOUR_MS = 3_600_000;
const TURNS = { short: 3, normal: 20, long: 200 };

/** In-process: the clock is what this is about. The hours are around the end of a month. */
export const clockBack: FaultCase = {
  id: "T6",
  title: "a clock that goes back an hour loses and doubles nothing, and no time runs backwards",
  seenRedBy: "runs and jobs that keep the first start that they are told of",
  run: (rig, scale) =>
    withClockedApp(rig, async (app) => {
      const tenant = await makeTenant(rig.owner.db, rig.people, "team");
      const problems: string[] = [];
      for (let turn = 0; turn < TURNS[scale]; turn += 1)
        await tellRun(app, tenant, turn, new Date(monthEndMs() + turn * 1_000 + HOUR_MS / 2));
      problems.push(...(await orderProblems(rig, app, tenant)));
      problems.push(...(await spanProblems(rig, tenant)));
      const { projectId } = tenant;
      const [stored] = await rig.owner.sql<{ charges: number }[]>`
        select count(*)::int as charges from credit_transactions where project_id = ${projectId}`;
      if (stored?.charges !== TURNS[scale] * 2)
        problems.push(`${stored?.charges} charges are there`);
      return { hits: TURNS[scale], figures: { "times back": TURNS[scale] }, problems };
    }),
};

/** When the last month ended. */
function monthEndMs(): number {
  return Date.parse(`${new Date().toISOString().slice(0, 7)}-01T00:00:00Z`);
}

/** A run that starts, is charged, and ends by a clock that meanwhile went back; without times of its own. */
async function tellRun(app: ClockedApp, tenant: Tenant, turn: number, now: Date): Promise<void> {
  const back = new Date(now.getTime() - HOUR_MS);
  const place = { run: `run ${turn}`, job: `job ${turn}` };
  const usage = { ...place, agent: "Research", inputTokens: 1, outputTokens: 1, cost: "0.25" };
  const steps = [
    [now, { id: `opened ${turn}`, type: "run", run: place.run, status: "running" }],
    [now, { id: `first ${turn}`, ...usage }],
    [back, { id: `second ${turn}`, ...usage }],
    [back, { id: `first ${turn}`, ...usage }],
    [back, { id: `job ended ${turn}`, type: "job", ...place, status: "completed" }],
    [back, { id: `run ended ${turn}`, type: "run", run: place.run, status: "completed" }],
  ] as const;
  for (const [at, event] of steps) {
    const body = Buffer.from(JSON.stringify([event]));
    const sent = { path: "/api/v1/usage-events", mediaType: "application/json", body };
    const response = await app.send(tenant, sent, at);
    const text = await response.text();
    if (!/"result":"(recorded|duplicate)"/.test(text)) throw new Error(`${event.id}: ${text}`);
  }
}

/** What is newest first stays so, whatever the clock said when it came. */
async function orderProblems({ people }: Rig, app: ClockedApp, { projectId }: Tenant) {
  const now = new Date(monthEndMs() + 2 * HOUR_MS);
  const { getRecentTransactions } = app.as(people.member, now).aiCost;
  const keys = (await getRecentTransactions({ projectId })).map(({ occurredAt, id }) =>
    [occurredAt, id].join(" "),
  );
  return keys.join() === [...keys].sort().reverse().join() ? [] : ["charges are out of order"];
}

/** Runs and jobs that ended before they began. */
async function spanProblems({ owner }: Rig, { projectId }: Tenant): Promise<string[]> {
  const backwards = await owner.sql<{ what: string }[]>`
    select 'a run' as what from pipeline_runs
    where project_id = ${projectId} and finished_at < started_at
    union all
    select 'a job' from agent_jobs where project_id = ${projectId} and finished_at < started_at`;
  return backwards.slice(0, 2).map(({ what }) => `${what} ended before it began`);
}
