import { inClients } from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import { type InProcessApp, withInProcessApp } from "../../environment/in-process-app";
import type { Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import type { Random } from "../../runner/random";
import { newCalls, requestOf } from "../../traffic/usage";

const REQUESTS = { short: 100, normal: 1_000, long: 5_000 };
const CLIENTS = 16;
const REQUESTS_PER_QUERY = 5;
const LIMIT_DOLLARS = 10;

/** During this case, the app's clock passes the end of last month while requests are in progress. */
faultCase({
  id: "T4",
  title: "when a month ends under load, no request is split and the new month starts at zero",
  seenRedBy: "the machine's clock as the time of receipt",
  run: ({ environment, scale, random }) =>
    withInProcessApp(environment, async (app) => {
      const [requests, tenant] = [REQUESTS[scale], await environment.makeTenant()];
      const rollover: Rollover = { app, environment, tenant, spent: new Map(), problems: [] };
      const { problems } = rollover;
      const endMs = Date.parse(`${new Date().toISOString().slice(0, 7)}-01T00:00:00Z`);
      const timeOf = (number: number) => new Date(endMs + number - Math.floor(requests / 2));
      const owner = app.as(environment.people.owner, timeOf(requests)).aiCost;
      const { projectId } = tenant;
      await owner.setBudgetLimit({ projectId, limitDollars: LIMIT_DOLLARS });
      await inClients(CLIENTS, Array(requests).keys(), async (number) => {
        await sendAt(rollover, timeOf(number), random.fork(`request ${number}`));
        if (number % REQUESTS_PER_QUERY === 0) await queryAt(rollover, timeOf(number));
      });
      for (const [month, microUsd] of rollover.spent) {
        const { totalCost } = await owner.getMonthlySummary({ projectId, month });
        if (BigInt(Math.round(totalCost * 1e6)) !== microUsd)
          problems.push(`${month} has $${totalCost} instead of ${microUsd} micro-dollars`);
      }
      const split = await environment.owner.sql`
        select from credit_transactions where project_id = ${projectId} group by agent_job_id
        having count(distinct date_trunc('month', occurred_at, 'UTC')) > 1`;
      if (split.length > 0) problems.push(`${split.length} requests are in two months`);
      return {
        hits: rollover.spent.size - 1,
        figures: { requests, queries: Math.ceil(requests / REQUESTS_PER_QUERY) },
        problems: problems.slice(0, 5),
      };
    }),
});

interface Rollover {
  app: InProcessApp;
  environment: Environment;
  tenant: Tenant;
  /** The micro-dollars sent in each month. */
  spent: Map<string, bigint>;
  problems: string[];
}

/** Sends events without a time, so that the time of receipt decides their month. */
async function sendAt(
  { app, environment, tenant, spent, problems }: Rollover,
  now: Date,
  random: Random,
) {
  const size = { calls: random.integer(1, 5), time: now };
  const calls = newCalls(environment.model, tenant, random, size);
  const { body, ...request } = requestOf("usage events", calls);
  const events = JSON.parse(Buffer.from(body).toString()).map(withoutTime);
  const sent = { ...request, body: Buffer.from(JSON.stringify(events)) };
  const { status } = await app.send(tenant, sent, now);
  if (status !== 200) problems.push(`usage has the status ${status}`);
  const month = now.toISOString().slice(0, 7);
  for (const { usage } of calls) {
    usage.isAcknowledged = true;
    spent.set(month, (spent.get(month) ?? 0n) + usage.costMicroUsd);
  }
}

const withoutTime = ({ time: _, ...event }: { time: string }) => event;

/** Checks that the summary is that of the current month, and that its budget includes only that month's spend. */
async function queryAt({ app, environment, tenant: { projectId }, problems }: Rollover, now: Date) {
  const { aiCost } = app.as(environment.people.member, now);
  const { month, totalCost, budgetPct } = await aiCost.getMonthlySummary({ projectId });
  const usedPct = (totalCost / LIMIT_DOLLARS) * 100;
  const at = now.toISOString();
  problems.push(
    ...problemsWhere([
      [month !== at.slice(0, 7), `at ${at} the month is ${month}`],
      [
        !(Math.abs(usedPct - (budgetPct ?? Number.NaN)) < 1e-9),
        `${usedPct} % of the budget is returned as ${budgetPct} %`,
      ],
    ]),
  );
}
