import { exchange } from "@ai-cost/testing";
import type { FaultCase, Scale } from "../case";
import { bearer } from "../matrix/askers";
import { Found } from "../report/found";
import { Deliveries, deliver } from "../rig/deliver";
import type { Rig } from "../rig/rig";
import type { Tenant } from "../rig/tenants";
import { type UsageRequest, usageRequest, WAYS } from "../rig/usage";

/** Requests of each way in. */
const SCALES: Record<Scale, number> = { short: 2, normal: 20, long: 200 };
const AGES = ["1 second", "1 day", "31 days"] as const;

export const replays: FaultCase = {
  id: "B6",
  title: "what is sent again after a second, a day or a month is known again and counted once",
  seenRedBy: "a random number in the key that a call is counted once by",
  async run(rig, scale, random) {
    const found = new Found();
    const [tenant] = await rig.makeTenants();
    const requests = WAYS.flatMap((way) =>
      Array.from({ length: SCALES[scale] }, (_, number) =>
        usageRequest(rig.model, tenant, random.fork(`${way} ${number}`), { calls: 3, way }),
      ),
    );
    const delivery = { serverUrl: rig.server.url, tenant, random, deliveries: new Deliveries() };
    for (const usage of requests) await deliver(usage, delivery);
    const states = await sendStates(rig, tenant);
    const before = await rowsOf(rig, tenant);
    for (const age of AGES) {
      await growOld(rig, tenant, age);
      for (const usage of requests) await repeat(rig, tenant, usage, found);
      if ((await sendStates(rig, tenant)).replaceAll("duplicate", "recorded") !== states)
        found.problem(`states of ${age} ago are answered differently`);
      const after = await rowsOf(rig, tenant);
      if (after !== before) found.problem(`after ${age} there are ${after} rows, not ${before}`);
    }
    return {
      hits: found.hits,
      figures: { requests: requests.length, rows: before },
      problems: found.problems,
    };
  },
};

async function repeat(
  { server }: Rig,
  { key }: Tenant,
  usage: UsageRequest,
  found: Found,
): Promise<void> {
  const { path, mediaType, body } = usage;
  const headers = { ...bearer(key), "content-type": mediaType };
  const { status, text } = await exchange(server.url, { path, method: "POST", headers, body });
  found.hits += 1;
  if (status !== 200) found.problem(`${path} answers a repetition ${status}`);
  if (/"result":"(?!duplicate)/.test(text))
    found.problem(`${path} takes a repetition: ${text.slice(0, 200)}`);
}

/** States of a run and a job, which are no charges and are known again all the same. */
async function sendStates({ server }: Rig, { key, canary }: Tenant): Promise<string> {
  const named = { run: `run ${canary}`, job: `job ${canary}` };
  const events = [
    { type: "run", id: "1", run: named.run, status: "testing" },
    { type: "job", id: "2", ...named, agent: "Scout", status: "running" },
    { type: "job", id: "3", ...named, status: "completed" },
  ].map((event) => ({ ...event, time: "2026-05-20T12:00:00.000Z" }));
  const headers = { ...bearer(key), "content-type": "application/json" };
  const body = JSON.stringify(events);
  const answer = await exchange(server.url, {
    path: "/api/v1/usage-events",
    method: "POST",
    headers,
    body,
  });
  return answer.text.replace(/"(?:recorded|duplicate|conflict|invalid)":\d+,?/g, "");
}

/** Everything of the tenant's was received so much earlier. */
async function growOld({ owner: { sql } }: Rig, { projectId }: Tenant, age: string): Promise<void> {
  await sql`update credit_transactions set recorded_at = recorded_at - ${age}::interval where project_id = ${projectId}`;
  await sql`update reported_changes set recorded_at = recorded_at - ${age}::interval where project_id = ${projectId}`;
  await sql`update trace_spans set received_at = received_at - ${age}::interval where project_id = ${projectId}`;
  await sql`update unsettled_jobs set received_at = received_at - ${age}::interval where project_id = ${projectId}`;
}

async function rowsOf({ owner: { sql } }: Rig, { projectId }: Tenant): Promise<string> {
  const [row] = await sql<{ text: string }[]>`
    select (select count(*) from credit_transactions where project_id = ${projectId}) || ' charges, '
      || (select count(*) from agent_jobs where project_id = ${projectId}) || ' jobs, '
      || (select count(*) from pipeline_runs where project_id = ${projectId}) || ' runs' as text`;
  return row?.text ?? "";
}
