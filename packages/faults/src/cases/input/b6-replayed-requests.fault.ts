import { sendRaw } from "@ai-cost/testing";
import { bearer } from "../../access-matrix/actors";
import type { Environment } from "../../environment/environment";
import type { Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import { Deliveries, deliver } from "../../traffic/deliver";
import { FORMATS, type UsageRequest, usageRequest } from "../../traffic/usage";

/** The number of requests that are sent in each format. */
const REQUESTS = { short: 2, normal: 20, long: 200 };
const AGES = ["1 second", "1 day", "31 days"] as const;

faultCase({
  id: "B6",
  title: "a request that is sent again after a second, a day or a month counts once",
  seenRedBy: "a random number in the idempotency key",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const [tenant] = await environment.makeTenants();
    const requests = FORMATS.flatMap((format) =>
      Array.from({ length: REQUESTS[scale] }, (_, number) =>
        usageRequest(environment.model, tenant, random.fork(`${format} ${number}`), {
          calls: 3,
          format,
        }),
      ),
    );
    const serverUrl = environment.server.url;
    const options = { serverUrl, tenant, random, deliveries: new Deliveries() };
    for (const usage of requests) await deliver(usage, options);
    const statuses = await sendStatuses(environment, tenant);
    const before = await countRows(environment, tenant);
    for (const age of AGES) {
      await makeOlder(environment, tenant, age);
      for (const usage of requests) await repeat(environment, tenant, usage, findings);
      const repeated = await sendStatuses(environment, tenant);
      if (repeated.replaceAll("duplicate", "recorded") !== statuses)
        findings.add(`statuses of ${age} ago have another response`);
      const after = await countRows(environment, tenant);
      if (after !== before) findings.add(`after ${age} there are ${after} instead of ${before}`);
    }
    return {
      hits: findings.hits,
      figures: { requests: requests.length, rows: before },
      problems: findings.problems,
    };
  },
});

async function repeat(
  { server }: Environment,
  { key }: Tenant,
  { path, mediaType, body }: UsageRequest,
  findings: Findings,
): Promise<void> {
  const headers = { ...bearer(key), "content-type": mediaType };
  const { status, text } = await sendRaw(server.url, { path, method: "POST", headers, body });
  findings.hits += 1;
  if (status !== 200) findings.add(`a repeated request to ${path} has the status ${status}`);
  if (/"result":"(?!duplicate)/.test(text))
    findings.add(`${path} does not recognise a repeated request: ${text.slice(0, 200)}`);
}

/**
 * Sends the statuses of a run and a job, because the server must recognise repeated statuses as well as
 * repeated charges.
 */
async function sendStatuses({ server }: Environment, { key, canary }: Tenant): Promise<string> {
  const names = { run: `run ${canary}`, job: `job ${canary}` };
  const events = [
    { type: "run", id: "1", run: names.run, status: "testing" },
    { type: "job", id: "2", ...names, agent: "Scout", status: "running" },
    { type: "job", id: "3", ...names, status: "completed" },
  ].map((event) => ({ ...event, time: "2026-05-20T12:00:00.000Z" }));
  const { text } = await sendRaw(server.url, {
    path: "/api/v1/usage-events",
    method: "POST",
    headers: { ...bearer(key), "content-type": "application/json" },
    body: JSON.stringify(events),
  });
  return text.replace(/"(?:recorded|duplicate|conflict|invalid)":\d+,?/g, "");
}

/** Sets the times at which all rows of the tenant were received to an earlier time. */
async function makeOlder(
  { owner: { sql } }: Environment,
  { projectId }: Tenant,
  age: string,
): Promise<void> {
  await sql`update credit_transactions set recorded_at = recorded_at - ${age}::interval where project_id = ${projectId}`;
  await sql`update reported_changes set recorded_at = recorded_at - ${age}::interval where project_id = ${projectId}`;
  await sql`update trace_spans set received_at = received_at - ${age}::interval where project_id = ${projectId}`;
  await sql`update unsettled_jobs set received_at = received_at - ${age}::interval where project_id = ${projectId}`;
}

async function countRows({ owner: { sql } }: Environment, { projectId }: Tenant): Promise<string> {
  const [row] = await sql<{ text: string }[]>`
    select (select count(*) from credit_transactions where project_id = ${projectId}) || ' charges, '
      || (select count(*) from agent_jobs where project_id = ${projectId}) || ' jobs, '
      || (select count(*) from pipeline_runs where project_id = ${projectId}) || ' runs' as text`;
  return row?.text ?? "";
}
