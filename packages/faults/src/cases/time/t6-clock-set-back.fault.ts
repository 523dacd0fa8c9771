import type { Environment } from "../../environment/environment";
import { type InProcessApp, withInProcessApp } from "../../environment/in-process-app";
import { makeTenant, type Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";

const HOUR_MS = 3_600_000;
const RUNS = { short: 3, normal: 20, long: 200 };

/** During this case, the app's clock goes back an hour, across the end of last month. */
faultCase({
  id: "T6",
  title:
    "when the clock goes back an hour, nothing is lost or stored twice, and nothing ends before it starts",
  seenRedBy: "runs and jobs that keep the first start that is reported",
  run: ({ environment, scale }) =>
    withInProcessApp(environment, async (app) => {
      const tenant = await makeTenant(environment.owner.db, environment.people, "team");
      const problems: string[] = [];
      for (let run = 0; run < RUNS[scale]; run += 1)
        await sendRun(app, tenant, run, new Date(lastMonthEndMs() + run * 1_000 + HOUR_MS / 2));
      problems.push(...(await orderProblems(environment, app, tenant)));
      problems.push(...(await durationProblems(environment, tenant)));
      const { projectId } = tenant;
      const [stored] = await environment.owner.sql<{ charges: number }[]>`
        select count(*)::int as charges from credit_transactions where project_id = ${projectId}`;
      if (stored?.charges !== RUNS[scale] * 2)
        problems.push(`${stored?.charges} charges are stored`);
      return { hits: RUNS[scale], figures: { "clock changes": RUNS[scale] }, problems };
    }),
});

const lastMonthEndMs = (): number =>
  Date.parse(`${new Date().toISOString().slice(0, 7)}-01T00:00:00Z`);

/**
 * Sends the events of a run that starts, has charges and ends. The clock goes back between them. The
 * server takes the time of receipt, because no event has a time.
 */
async function sendRun(
  app: InProcessApp,
  tenant: Tenant,
  number: number,
  now: Date,
): Promise<void> {
  const earlier = new Date(now.getTime() - HOUR_MS);
  const place = { run: `run ${number}`, job: `job ${number}` };
  const usage = { ...place, agent: "Research", inputTokens: 1, outputTokens: 1, cost: "0.25" };
  const steps = [
    [now, { id: `opened ${number}`, type: "run", run: place.run, status: "running" }],
    [now, { id: `first ${number}`, ...usage }],
    [earlier, { id: `second ${number}`, ...usage }],
    [earlier, { id: `first ${number}`, ...usage }],
    [earlier, { id: `job ended ${number}`, type: "job", ...place, status: "completed" }],
    [earlier, { id: `run ended ${number}`, type: "run", run: place.run, status: "completed" }],
  ] as const;
  for (const [at, event] of steps) {
    const body = Buffer.from(JSON.stringify([event]));
    const sent = { path: "/api/v1/usage-events", mediaType: "application/json", body };
    const response = await app.send(tenant, sent, at);
    const text = await response.text();
    if (!/"result":"(recorded|duplicate)"/.test(text)) throw new Error(`${event.id}: ${text}`);
  }
}

/** Checks that charges are listed newest first, whatever the clock was when they arrived. */
async function orderProblems({ people }: Environment, app: InProcessApp, { projectId }: Tenant) {
  const now = new Date(lastMonthEndMs() + 2 * HOUR_MS);
  const { getRecentTransactions } = app.as(people.member, now).aiCost;
  const keys = (await getRecentTransactions({ projectId })).map(({ occurredAt, id }) =>
    [occurredAt, id].join(" "),
  );
  return keys.join() === [...keys].sort().reverse().join() ? [] : ["charges are out of order"];
}

/** Finds runs and jobs that ended before they started. */
async function durationProblems({ owner }: Environment, { projectId }: Tenant): Promise<string[]> {
  const negative = await owner.sql<{ what: string }[]>`
    select 'a run' as what from pipeline_runs
    where project_id = ${projectId} and finished_at < started_at
    union all
    select 'a job' from agent_jobs where project_id = ${projectId} and finished_at < started_at`;
  return negative.slice(0, 2).map(({ what }) => `${what} ended before it started`);
}
