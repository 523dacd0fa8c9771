import { newId } from "@ai-cost/db";
import { REQUESTS } from "@ai-cost/ingest/testing";
import { refundCharge } from "@ai-cost/ledger";
import { ask, dataOf } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { dollarsText } from "../oracle/exact-money";
import { type ClockedApp, withClockedApp } from "../rig/clocked-app";
import { attemptOnce, Deliveries } from "../rig/deliver";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";
import { makeTenant, type Tenant } from "../rig/tenants";

const SCALES = { short: 4, normal: 40, long: 400 };
/** Unrounded doubles of many parts add up to this near. */
const NEAR = 1e-9;
const MAGNITUDES = [0, 1, 2, 100, 10_000, 3_333_333, 100_000_000, 99_999_999_999_999] as const;

interface Part {
  cost: number;
  pctOfTotal: number;
}

export const shares: FaultCase = {
  id: "C10",
  title: "every share is from 0 to 100, they add up to 100, and of nothing they are 0",
  seenRedBy: "shares that are rounded to two decimals",
  run: (rig, scale, random) =>
    withClockedApp(rig, async (app) => {
      const problems: string[] = [];
      let [parts, nothing] = [0, 0];
      for (let number = 0; number < SCALES[scale]; number += 1) {
        const own = random.fork(`project ${number}`);
        const tenant = await makeTenant(rig.owner.db, rig.people, "team");
        // Every fourth has jobs that cost nothing, or that were given back altogether.
        await spend(rig, app, tenant, own, number % 4 === 3);
        const found = await sharesOf(rig, tenant);
        parts += found.parts;
        nothing += found.isNothing ? 1 : 0;
        problems.push(...found.problems);
      }
      const { projects, totalCost } = dataOf<{ totalCost: number; projects: Part[] }>(
        await ask(rig.server.url, rig.people.owner, "aiCost.getCrossProjectSummary"),
      );
      problems.push(...shareProblems("projects", projects, totalCost));
      problems.push(...sumProblems("projects", projects, totalCost));
      const figures = { projects: SCALES[scale], shares: parts, "that spent nothing": nothing };
      return { hits: parts, figures, problems: problems.slice(0, 5) };
    }),
};

/** Charges of a few agents in some runs, of every magnitude; some are given back. */
async function spend(
  rig: Rig,
  app: ClockedApp,
  tenant: Tenant,
  random: Random,
  isNothing: boolean,
) {
  const agents = random.integer(1, 14);
  const calls = Array.from({ length: random.integer(0, 40) }, () => {
    const agent = random.integer(1, agents);
    const place = { run: `run ${agent % 3}`, job: `job ${agent}`, agent: `agent ${agent}` };
    const named = { id: newId(), time: new Date().toISOString(), model: tenant.canary };
    const most = isNothing ? random.pick([0, 1]) : random.pick(MAGNITUDES);
    const cost = dollarsText(BigInt(random.integer(0, most)));
    return { ...named, place, inputTokens: 1, outputTokens: 1, cost };
  });
  const options = { serverUrl: rig.server.url, tenant, random, deliveries: new Deliveries() };
  const usages = calls.map(() => ({ isAcknowledged: true }) as never);
  if (calls.length > 0) await attemptOnce({ ...REQUESTS["usage events"](calls), usages }, options);
  const { projectId } = tenant;
  const charges = await rig.owner.sql<{ id: string; amount: bigint }[]>`
    select id, amount_micro_usd as amount from credit_transactions
    where project_id = ${projectId} and amount_micro_usd > 0`;
  const db = await app.tenantDatabase(tenant);
  for (const { id, amount } of charges.filter(() => isNothing || random.chance(0.1))) {
    const refund = { idempotencyKey: newId(), chargeId: id, amountMicroUsd: amount };
    await refundCharge(db, { projectId, now: new Date() }, refund);
  }
}

async function sharesOf({ server, people }: Rig, { projectId }: Tenant) {
  const answer = await ask(server.url, people.member, "aiCost.getMonthlySummary", { projectId });
  const summary = dataOf<{ totalCost: number; agentBreakdown: Part[]; topRuns: Part[] }>(answer);
  const { totalCost, agentBreakdown, topRuns } = summary;
  return {
    parts: agentBreakdown.length + topRuns.length,
    isNothing: totalCost === 0 && agentBreakdown.length > 0,
    problems: [
      ...shareProblems("agents", agentBreakdown, totalCost),
      ...sumProblems("agents", agentBreakdown, totalCost),
      ...shareProblems("runs", topRuns, totalCost),
    ],
  };
}

const microUsdOf = (dollars: number): number => Math.round(dollars * 1e6);

/** Each part by the integers that the dollars are. */
function shareProblems(what: string, parts: readonly Part[], totalCost: number): string[] {
  const wrong = parts.filter(({ cost, pctOfTotal }) => {
    const exact = totalCost === 0 ? 0 : (microUsdOf(cost) / microUsdOf(totalCost)) * 100;
    return !(pctOfTotal >= 0 && pctOfTotal <= 100 && Math.abs(pctOfTotal - exact) <= NEAR);
  });
  return wrong.map(({ cost, pctOfTotal }) => `${what}: ${cost} of ${totalCost} is ${pctOfTotal} %`);
}

function sumProblems(what: string, parts: readonly Part[], totalCost: number): string[] {
  const sum = parts.reduce((all, { pctOfTotal }) => all + pctOfTotal, 0);
  const expected = totalCost === 0 ? 0 : 100;
  return Math.abs(sum - expected) <= NEAR ? [] : [`${what} add up to ${sum} %`];
}
