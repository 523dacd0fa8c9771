import { inClients } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { type ClockedApp, withClockedApp } from "../rig/clocked-app";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";
import type { Tenant } from "../rig/tenants";
import { newCalls, requestOf } from "../rig/usage";
import { problemsWhere } from "./problems-where";

const SCALES = { short: 100, normal: 1_000, long: 5_000 };
const CLIENTS = 16;
const A_QUESTION_IN = 5;
const LIMIT_DOLLARS = 10;

/** In-process: the clock goes over the end of the last month while all of them are under way. */
export const rollOver: FaultCase = {
  id: "T4",
  title: "a month that ends under load splits no request, and the new one begins at nothing",
  seenRedBy: "the machine's clock as the time of receipt",
  run: (rig, scale, random) =>
    withClockedApp(rig, async (app) => {
      const [requests, tenant] = [SCALES[scale], await rig.makeTenant()];
      const month: Month = { app, rig, tenant, spent: new Map(), problems: [] };
      const endMs = Date.parse(`${new Date().toISOString().slice(0, 7)}-01T00:00:00Z`);
      const momentOf = (number: number) => new Date(endMs + number - Math.floor(requests / 2));
      const owner = app.as(rig.people.owner, momentOf(requests)).aiCost;
      const { projectId } = tenant;
      await owner.setBudgetLimit({ projectId, limitDollars: LIMIT_DOLLARS });
      await inClients(CLIENTS, Array(requests).keys(), async (number) => {
        await sendAt(month, momentOf(number), random.fork(`request ${number}`));
        if (number % A_QUESTION_IN === 0) await askAt(month, momentOf(number));
      });
      for (const [name, microUsd] of month.spent) {
        const { totalCost } = await owner.getMonthlySummary({ projectId, month: name });
        if (BigInt(Math.round(totalCost * 1e6)) !== microUsd)
          month.problems.push(`${name} has ${totalCost} dollars, not ${microUsd} micro-dollars`);
      }
      const split = await rig.owner.sql`
        select from credit_transactions where project_id = ${projectId} group by agent_job_id
        having count(distinct date_trunc('month', occurred_at, 'UTC')) > 1`;
      if (split.length > 0) month.problems.push(`${split.length} requests are in two months`);
      return {
        hits: month.spent.size - 1,
        figures: { requests, questions: Math.ceil(requests / A_QUESTION_IN) },
        problems: month.problems.slice(0, 5),
      };
    }),
};

interface Month {
  app: ClockedApp;
  rig: Rig;
  tenant: Tenant;
  /** Micro-dollars by month, as the requests' own moments say. */
  spent: Map<string, bigint>;
  problems: string[];
}

/** Events without a time: that of receipt is what decides. */
async function sendAt({ app, rig, tenant, spent, problems }: Month, now: Date, random: Random) {
  const size = { calls: random.integer(1, 5), time: now };
  const calls = newCalls(rig.model, tenant, random, size);
  const { body, ...request } = requestOf("usage events", calls);
  const events = JSON.parse(Buffer.from(body).toString()).map(withoutTime);
  const sent = { ...request, body: Buffer.from(JSON.stringify(events)) };
  const { status } = await app.send(tenant, sent, now);
  if (status !== 200) problems.push(`usage was answered ${status}`);
  const month = now.toISOString().slice(0, 7);
  for (const { usage } of calls) {
    usage.isAcknowledged = true;
    spent.set(month, (spent.get(month) ?? 0n) + usage.costMicroUsd);
  }
}

const withoutTime = ({ time: _, ...event }: { time: string }) => event;

/** Of the month that it is, and its spend alone against the budget. */
async function askAt({ app, rig, tenant: { projectId }, problems }: Month, now: Date) {
  const { aiCost } = app.as(rig.people.member, now);
  const { month, totalCost, budgetPct } = await aiCost.getMonthlySummary({ projectId });
  const used = (totalCost / LIMIT_DOLLARS) * 100;
  const at = now.toISOString();
  problems.push(
    ...problemsWhere([
      [month !== at.slice(0, 7), `at ${at} the month is ${month}`],
      [!(Math.abs(used - (budgetPct ?? Number.NaN)) < 1e-9), `${used} % is told as ${budgetPct} %`],
    ]),
  );
}
