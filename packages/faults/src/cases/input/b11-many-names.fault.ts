import { dataOf, query } from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import type { Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import { postUsage } from "../../traffic/deliver";

const REQUESTS = 30;
const EVENTS = { short: 20, normal: 1000, long: 1000 };
/** The agent types that a version without a limit of new names could have recorded in one month. */
const EARLIER_TYPES = 30_000;
const MOST_ROWS = 101;
const MOST_BYTES = 64 * 1024;

faultCase({
  id: "B11",
  title: "no response grows with the agent types that a product invents, and its sums still hold",
  seenRedBy: "summaries that name every agent type: one named 30,201 and had 6,455,522 bytes",
  async run({ environment, scale }) {
    const findings = new Findings();
    const tenant = await environment.makeTenant("team");
    for (let number = 0; number < REQUESTS; number += 1)
      await sendNames(environment, tenant, number, EVENTS[scale], findings);
    await checkReserved(environment, tenant, findings);
    const bytes = await checkSummary(environment, tenant, findings);
    await checkRun(environment, tenant, findings);
    const earlierBytes = await checkEarlierTypes(environment, tenant, findings);
    return {
      hits: findings.hits,
      figures: { "bytes of a summary": bytes, "with 30,000 agent types": earlierBytes },
      problems: findings.problems,
    };
  },
});

const event = ({ canary }: Tenant, id: string, agent: string) => ({
  id: `${canary} ${id}`,
  run: `run ${canary}`,
  job: `job ${canary} ${id}`,
  agent,
  inputTokens: 10,
  outputTokens: 5,
  cost: "0.01",
});

const send = ({ server }: Environment, { key }: Tenant, events: readonly object[]) =>
  postUsage(server.url, key, {
    path: "/api/v1/usage-events",
    mediaType: "application/json",
    body: Buffer.from(JSON.stringify(events)),
  });

async function sendNames(
  environment: Environment,
  tenant: Tenant,
  number: number,
  count: number,
  findings: Findings,
): Promise<void> {
  const events = Array.from({ length: count }, (_, index) =>
    event(tenant, `${number} ${index}`, `invented ${number}x${index} ${tenant.canary}`),
  );
  const { status } = await send(environment, tenant, events);
  if (status === 200) findings.hits += count;
  else findings.add(`a request with invented names has the status ${status}`);
}

/** Nobody can report the name of the row for all others. */
async function checkReserved(
  environment: Environment,
  tenant: Tenant,
  findings: Findings,
): Promise<void> {
  const { text } = await send(environment, tenant, [event(tenant, "reserved", "*")]);
  if (!/"invalid".*reserved/.test(text)) findings.add(`the agent * is answered with ${text}`);
}

interface Summary {
  totalCost: number;
  agentBreakdown: { agentType: string; cost: number }[];
}

async function checkSummary(
  { server, people }: Environment,
  { projectId }: Tenant,
  findings: Findings,
): Promise<number> {
  const response = await query(server.url, people.owner, "aiCost.getMonthlySummary", { projectId });
  const bytes = Buffer.byteLength(response.text);
  const { agentBreakdown, totalCost } = dataOf<Summary>(response);
  if (agentBreakdown.length > MOST_ROWS)
    findings.add(`a summary names ${agentBreakdown.length} agent types`);
  if (bytes > MOST_BYTES) findings.add(`a summary has ${bytes} bytes`);
  const sum = agentBreakdown.reduce((total, { cost }) => total + Math.round(cost * 1e6), 0);
  if (sum !== Math.round(totalCost * 1e6))
    findings.add(`the agent types cost ${sum} micro-dollars, and the month $${totalCost}`);
  return bytes;
}

/** The page of a run, whose jobs have all the agent types. */
async function checkRun(
  { server, people }: Environment,
  { projectId }: Tenant,
  findings: Findings,
): Promise<void> {
  const read = (procedure: string, input: object) =>
    query(server.url, people.owner, `pipelineRuns.${procedure}`, { projectId, ...input });
  const { runs } = dataOf<{ runs: { runId: string }[] }>(await read("list", {}));
  const response = await read("get", { runId: runs[0]?.runId });
  const { agentTypes, cost } = dataOf<{ agentTypes: { cost: number }[]; cost: number }>(response);
  if (agentTypes.length > MOST_ROWS) findings.add(`a run names ${agentTypes.length} agent types`);
  const sum = agentTypes.reduce((total, part) => total + Math.round(part.cost * 1e6), 0);
  if (sum !== Math.round(cost * 1e6))
    findings.add(`the agent types cost ${sum} micro-dollars, and the run $${cost}`);
}

/** Adds the agent types to the rollup alone, and removes them again. */
async function checkEarlierTypes(
  environment: Environment,
  tenant: Tenant,
  findings: Findings,
): Promise<number> {
  const { sql } = environment.owner;
  await sql`
    insert into monthly_agent_spend (project_id, month, agent_type, cost_micro_usd, input_tokens,
      output_tokens, refunded_micro_usd, jobs, completed_jobs, failed_jobs, unpriced_charges)
    select project_id, month, 'earlier ' || number, 1, 1, 1, 0, 1, 0, 0, 0
    from (
      select project_id, month from monthly_agent_spend where project_id = ${tenant.projectId} limit 1
    ) as any_row, generate_series(1, ${EARLIER_TYPES}::int) as number`;
  try {
    return await checkSummary(environment, tenant, findings);
  } finally {
    await sql`delete from monthly_agent_spend
      where project_id = ${tenant.projectId} and agent_type like 'earlier %'`;
  }
}
