import { dataOf, mutate, query } from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import type { Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import { postUsage } from "../../traffic/deliver";

const REQUESTS = 11;
const EVENTS = { short: 150, normal: 1000, long: 1000 };
const MOST_OF_CHARGE = "1000000";
const MOST_OF_MONTH = 1_000_000_000;
/** What earlier versions took: a thousand of these in each of eleven requests overflow a bigint. */
const MOST_OF_EARLIER_VERSIONS = "999999999.999999";

faultCase({
  id: "B10",
  title: "no charge and no sum of charges can be too large to be shown",
  seenRedBy:
    "limits of a charge and of a month that are a million times larger: the summary had the status 422",
  async run({ environment, scale }) {
    const findings = new Findings();
    const attacked = await environment.makeTenant("team");
    const other = await environment.makeTenant("team");
    const events = EVENTS[scale];
    const tooLarge = await sendMany(environment, attacked, events, MOST_OF_EARLIER_VERSIONS);
    const most = await sendMany(environment, attacked, events, MOST_OF_CHARGE);
    const small = await sendMany(environment, other, 1, "1.000001");
    findings.hits += tooLarge.get("invalid") ?? 0;
    expectCount(findings, "charges above the limit are recorded", tooLarge.get("recorded"), 0);
    const fitting = Math.min(1000, REQUESTS * events);
    expectCount(findings, "charges of the limit are recorded", most.get("recorded"), fitting);
    expectCount(findings, "small charges are recorded", small.get("recorded"), REQUESTS);
    await checkReads(environment, attacked, findings, fitting * 1_000_000);
    await checkEarlierRows(environment, [attacked, other], findings);
    const month = Math.min(MOST_OF_MONTH, fitting * 1_000_000);
    return {
      hits: findings.hits,
      figures: { events: REQUESTS * events * 2, "dollars of the month": month },
      problems: findings.problems,
    };
  },
});

const expectCount = (findings: Findings, what: string, actual = 0, expected: number) => {
  if (actual !== expected) findings.add(`${actual} ${what} instead of ${expected}`);
};

/** Sends eleven requests and counts the results of their events. */
async function sendMany(
  { server }: Environment,
  { key, canary }: Tenant,
  events: number,
  cost: string,
): Promise<Map<string, number>> {
  const results = new Map<string, number>();
  for (let number = 0; number < REQUESTS; number += 1) {
    const body = Array.from({ length: events }, (_, index) => ({
      id: `${canary} ${cost} ${number} ${index}`,
      run: `run ${canary}`,
      job: `job ${canary} ${index % 3}`,
      agent: `agent ${canary} ${index % 3}`,
      inputTokens: 1,
      outputTokens: 1,
      cost,
    }));
    const { text } = await postUsage(server.url, key, {
      path: "/api/v1/usage-events",
      mediaType: "application/json",
      body: Buffer.from(JSON.stringify(body)),
    });
    for (const { result } of JSON.parse(text).results ?? [])
      results.set(result, (results.get(result) ?? 0) + 1);
  }
  return results;
}

async function checkReads(
  { server, people }: Environment,
  { projectId }: Tenant,
  findings: Findings,
  dollars: number,
): Promise<void> {
  for (const procedure of ["getMonthlySummary", "getMonthlyTrend", "getRecentTransactions"]) {
    const { status } = await query(server.url, people.owner, `aiCost.${procedure}`, { projectId });
    if (status !== 200) findings.add(`${procedure} has the status ${status}`);
  }
  const budget = await mutate(server.url, people.owner, "aiCost.setBudgetLimit", {
    projectId,
    limitDollars: 1_000_000,
  });
  if (budget.status !== 200) findings.add(`setBudgetLimit has the status ${budget.status}`);
  const { totalCost } = dataOf<{ totalCost: number }>(
    await query(server.url, people.owner, "aiCost.getMonthlySummary", { projectId }),
  );
  if (totalCost !== dollars) findings.add(`the month costs $${totalCost} instead of $${dollars}`);
}

/** Rows that only an earlier version could write leave the other products of their owner readable. */
async function checkEarlierRows(
  { owner: { sql }, server, people }: Environment,
  [attacked, other]: readonly [Tenant, Tenant],
  findings: Findings,
): Promise<void> {
  const { projectId } = attacked;
  const rows = await sql<{ agentType: string; costMicroUsd: bigint }[]>`
    select agent_type as "agentType", cost_micro_usd as "costMicroUsd"
    from monthly_agent_spend where project_id = ${projectId}`;
  try {
    await sql`update monthly_agent_spend set cost_micro_usd = 9000000000000000000
      where project_id = ${projectId}`;
    const response = await query(server.url, people.owner, "aiCost.getCrossProjectSummary");
    if (response.status !== 200) {
      findings.add(`with rows of an earlier version the summary has the status ${response.status}`);
      return;
    }
    const { projects } = dataOf<{
      projects: { projectId: string; isTooLarge: boolean; cost: number | null }[];
    }>(response);
    const find = (id: string) => projects.find((project) => project.projectId === id);
    if (find(projectId)?.isTooLarge !== true)
      findings.add("the row of the product that cannot be summed does not say so");
    if (find(other.projectId)?.cost !== 11.000011)
      findings.add("the row of another product is not complete");
  } finally {
    for (const { agentType, costMicroUsd } of rows)
      await sql`update monthly_agent_spend set cost_micro_usd = ${String(costMicroUsd)}
        where project_id = ${projectId} and agent_type = ${agentType}`;
  }
}
