import { inClients } from "../../load/in-clients";
import type { FaultCase } from "../case";
import { withClockedApp } from "../rig/clocked-app";
import { newCalls, requestOf } from "../rig/usage";

const SCALES = { short: 200, normal: 2_000, long: 5_000 };
const CLIENTS = 16;
const LIMIT_DOLLARS = 10;

/** In-process: the clock goes over the end of the last month while all of them are under way. */
export const rollOver: FaultCase = {
  id: "T4",
  title: "a month that ends under load splits no request, and the new one begins at nothing",
  seenRedBy: "",
  run: (rig, scale, random) =>
    withClockedApp(rig, async (app) => {
      const tenant = await rig.makeTenant();
      const { projectId } = tenant;
      const endMs = Date.parse(`${new Date().toISOString().slice(0, 7)}-01T00:00:00Z`);
      const requests = SCALES[scale];
      const spent = new Map<string, bigint>();
      const problems: string[] = [];
      let answers = 0;
      const momentOf = (number: number) => new Date(endMs + number - Math.floor(requests / 2));
      const first = app.as(rig.people.owner, momentOf(0)).aiCost;
      await first.setBudgetLimit({ projectId, limitDollars: LIMIT_DOLLARS });
      await inClients(CLIENTS, Array(requests).keys(), async (number) => {
        const own = random.fork(`request ${number}`);
        const now = momentOf(number);
        const month = now.toISOString().slice(0, 7);
        const size = { calls: own.integer(1, 5), time: now };
        const calls = newCalls(rig.model, tenant, own, size);
        const { body, ...request } = requestOf("usage events", calls);
        // The time of receipt is what decides.
        const events = JSON.parse(Buffer.from(body).toString()).map(withoutTime);
        const sent = { ...request, body: Buffer.from(JSON.stringify(events)) };
        const response = await app.send(tenant, sent, now);
        if (response.status !== 200) problems.push(`answered ${response.status}`);
        for (const { usage } of calls) {
          usage.isAcknowledged = true;
          spent.set(month, (spent.get(month) ?? 0n) + usage.costMicroUsd);
        }
        if (number % 5 !== 0) return;
        const summary = await app
          .as(rig.people.member, now)
          .aiCost.getMonthlySummary({ projectId });
        answers += 1;
        if (summary.month !== month || summary.budgetLimit !== LIMIT_DOLLARS)
          problems.push(`at ${now.toISOString()} the month is ${summary.month}`);
        if (Math.abs(summary.totalCost * 10 - (summary.budgetPct ?? -1)) > 1e-9)
          problems.push(`${summary.totalCost} dollars are ${summary.budgetPct} % of the budget`);
      });
      const owner = app.as(rig.people.owner, momentOf(requests)).aiCost;
      for (const [month, microUsd] of spent) {
        const { totalCost } = await owner.getMonthlySummary({ projectId, month });
        if (BigInt(Math.round(totalCost * 1e6)) !== microUsd)
          problems.push(
            `${month} has ${totalCost} dollars where ${microUsd} micro-dollars are right`,
          );
      }
      const split = await rig.owner.sql`
        select from credit_transactions where project_id = ${projectId}
        group by agent_job_id having count(distinct date_trunc('month', occurred_at, 'UTC')) > 1`;
      if (split.length > 0) problems.push(`${split.length} requests are in two months`);
      const figures = { requests, "answers meanwhile": answers, months: spent.size };
      return { hits: spent.size - 1, figures, problems: problems.slice(0, 5) };
    }),
};

const withoutTime = ({ time: _, ...event }: { time: string }) => event;
