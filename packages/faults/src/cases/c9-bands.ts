import { newId } from "@ai-cost/db";
import { REQUESTS } from "@ai-cost/ingest/testing";
import { ask, change, dataOf, request } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { dollarsText } from "../oracle/exact-money";
import { attemptOnce, Deliveries } from "../rig/deliver";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";
import type { Tenant } from "../rig/tenants";

const LIMITS_CENTS = { short: [10_000], normal: [1, 333, 10_000, 100_000_000] };

interface Told {
  status: string;
  percent: number;
}

export const bands: FaultCase = {
  id: "C9",
  title: "a budget's band turns at the very micro-dollar, and API, page and meter agree on it",
  seenRedBy: "bands by a percentage that is rounded to two decimals",
  async run(rig, scale, random) {
    const problems: string[] = [];
    let points = 0;
    for (const cents of LIMITS_CENTS[scale === "short" ? "short" : "normal"]) {
      const tenant = await rig.makeTenant();
      const { projectId } = tenant;
      const limit = BigInt(cents) * 10_000n;
      problems.push(...(await pointProblems(rig, tenant, { spent: 0n, limit: null })));
      const input = { projectId, limitDollars: cents / 100 };
      dataOf(await change(rig.server.url, rig.people.owner, "aiCost.setBudgetLimit", input));
      let spent = 0n;
      for (const next of edgesOf(limit)) {
        await spend(rig, tenant, random, next - spent);
        spent = next;
        points += 1;
        problems.push(...(await pointProblems(rig, tenant, { spent, limit })));
      }
    }
    return { hits: points, figures: { points }, problems: problems.slice(0, 5) };
  },
};

/** From nothing over both edges and beyond: 79.999 and 80 per cent, a micro-dollar on either side. */
function edgesOf(limit: bigint): bigint[] {
  const thousandths = [79_999n, 80_000n, 99_960n, 99_999n, 100_000n, 100_001n, 137_200n];
  const exact = thousandths.map((share) => (limit * share) / 100_000n);
  const beside = [(limit * 4n) / 5n, limit].flatMap((edge) => [edge - 1n, edge, edge + 1n]);
  return [...new Set([...exact, ...beside])].sort((one, other) => (one < other ? -1 : 1));
}

async function spend(rig: Rig, tenant: Tenant, random: Random, costMicroUsd: bigint) {
  const usage = rig.model.add(tenant.projectId, { outputTokens: 0, costMicroUsd });
  const named = { id: newId(), time: new Date().toISOString(), model: `model of ${tenant.canary}` };
  const call = { ...named, inputTokens: usage.inputTokens, outputTokens: 0 };
  const sent = REQUESTS["usage events"]([{ ...call, cost: dollarsText(costMicroUsd) }]);
  const options = { serverUrl: rig.server.url, tenant, random, deliveries: new Deliveries() };
  await attemptOnce({ ...sent, usages: [usage] }, options);
}

const LABELS = { ok: "Within budget", warning: "Approaching budget", exceeded: "Budget exceeded" };
const TONES = { ok: "bg-ok", warning: "bg-warning", exceeded: "bg-danger" };

async function pointProblems(
  rig: Rig,
  tenant: Tenant,
  { spent, limit }: { spent: bigint; limit: bigint | null },
): Promise<string[]> {
  const [told, html] = [await toldByApi(rig, tenant), await page(rig, tenant)];
  const meter = /<div role="meter"[^>]*>/.exec(html)?.[0] ?? "";
  if (limit === null)
    return told.every(({ status }) => status === "none") && meter === ""
      ? []
      : ["none is not none"];
  const status = bandOf(spent, limit);
  const [now, text] = [attribute(meter, "aria-valuenow"), attribute(meter, "aria-valuetext")];
  const exact = Number(spent * 1_000_000n) / Number(limit) / 10_000;
  const shown = `${cutToTenths(spent, limit)}\u202f%`;
  const isSame = (percent: number) => Math.abs(percent - exact) <= exact * 1e-14;
  const problems = [
    ...(told.every((one) => one.status === status && isSame(one.percent))
      ? []
      : [`the API says ${JSON.stringify(told)}`]),
    ...(text.startsWith(`${LABELS[status]}:`) && text.endsWith(`, ${shown} used`)
      ? []
      : [`the meter says ${text}`]),
    ...(isSame(Number(now)) || (exact > 100 && now === "100") ? [] : [`the meter is at ${now}`]),
    ...(html.split(meter)[1]?.includes(TONES[status]) ? [] : ["the meter has another colour"]),
    ...(html.includes(`</svg>${LABELS[status]}</span>`) ? [] : ["the page's label is another"]),
  ];
  return problems.map(
    (problem) => `${spent} of ${limit}, which is ${status}, ${shown}: ${problem}`,
  );
}

const bandOf = (spent: bigint, limit: bigint) => {
  if (spent >= limit) return "exceeded";
  return spent * 5n >= limit * 4n ? "warning" : "ok";
};

function cutToTenths(spent: bigint, limit: bigint): string {
  const tenths = (spent * 1000n) / limit;
  return `${(tenths / 10n).toLocaleString("en-US")}.${tenths % 10n}`;
}

/** The summary of the month and that of all projects. */
async function toldByApi({ server, people }: Rig, { projectId }: Tenant): Promise<Told[]> {
  interface Budget {
    projectId: string;
    budgetStatus: string;
    budgetPct: number;
  }
  const { owner } = people;
  const month = await ask(server.url, owner, "aiCost.getMonthlySummary", { projectId });
  const all = await ask(server.url, owner, "aiCost.getCrossProjectSummary");
  const own = dataOf<{ projects: Budget[] }>(all).projects.filter(
    (project) => project.projectId === projectId,
  );
  return [dataOf<Budget>(month), ...own].map(({ budgetStatus, budgetPct }) => ({
    status: budgetStatus,
    percent: budgetPct,
  }));
}

async function page({ server, people }: Rig, { projectId }: Tenant): Promise<string> {
  const url = new URL(`/dashboard/products/${projectId}/ai-cost`, server.url);
  const { status, text } = await request(url, { headers: { cookie: people.owner.cookie } });
  if (status !== 200) throw new Error(`the page answered ${status}`);
  return text.replaceAll("<!-- -->", "");
}

const attribute = (tag: string, name: string): string =>
  new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
