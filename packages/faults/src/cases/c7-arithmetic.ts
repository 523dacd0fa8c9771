import { newId } from "@ai-cost/db";
import { parseDecimal, tokenCostMicroUsd } from "@ai-cost/domain";
import { REQUESTS } from "@ai-cost/ingest/testing";
import { ask, change, dataOf, inClients } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { millionthsOf, nearestEven } from "../oracle/exact-money";
import { attemptOnce, Deliveries } from "../rig/deliver";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";
import type { Tenant } from "../rig/tenants";

const SCALES = {
  short: { products: 20_000, priced: 200, dimes: 2_000 },
  normal: { products: 1_000_000, priced: 2_000, dimes: 30_000 },
  long: { products: 1_000_000, priced: 20_000, dimes: 1_000_000 },
};
const MODELS = 20;
const A_REQUEST = 500;
const CLIENTS = 4;

export const arithmetic: FaultCase = {
  id: "C7",
  title: "tokens times prices and sums are exact to the micro-dollar, an exact half goes to even",
  seenRedBy: "a division that takes an exact half down",
  async run(rig, scale, random) {
    const { products, priced, dimes } = SCALES[scale];
    const multiplied = multiply(products, random);
    await chargeByOwnPrices(rig, priced, random);
    const summed = await sumDimes(rig, dimes, random);
    return {
      hits: multiplied.halves,
      figures: {
        products,
        "exact halves": multiplied.halves,
        "priced over HTTP": priced,
        "times $0.1": dimes,
        "as doubles": summed.asDoubles,
      },
      problems: [...multiplied.problems, ...summed.problems],
    };
  },
};

/** Two kinds of tokens at prices of up to six decimals, in-process: as many as HTTP would take hours for. */
function multiply(products: number, random: Random) {
  const problems: string[] = [];
  let halves = 0;
  for (let product = 0; product < products; product += 1) {
    const kinds = [someTokens(random), someTokens(random)];
    const exact = kinds.reduce((sum, { tokens, price }) => sum + tokens * millionthsOf(price), 0n);
    if ((exact * 2n) % 2_000_000n === 1_000_000n) halves += 1;
    const expected = nearestEven(exact, 1_000_000n);
    const found = tokenCostMicroUsd(
      kinds.map(({ tokens, price }) => ({
        tokens,
        usdPerMillion: parseDecimal(price) ?? { units: -1n, scale: 0 },
      })),
    );
    if (found !== expected)
      problems.push(`${kinds.map(({ tokens, price }) => `${tokens} at $${price}`)}: ${found}`);
  }
  return { halves, problems: problems.slice(0, 3) };
}

/** Small counts and round prices as well, since those are what exact halves are made of. */
function someTokens(random: Random) {
  const tokens = BigInt(random.integer(0, random.pick([9, 999, 2_000_000, 1_000_000_000])));
  const price = String(
    random.integer(0, random.pick([20, 2_000])) / random.pick([1, 2, 20, 1_000]),
  );
  return { tokens, price };
}

/** Calls without a cost, at the project's own prices; the oracle compares what the ledger has. */
async function chargeByOwnPrices(rig: Rig, calls: number, random: Random): Promise<void> {
  const tenant = await rig.makeTenant();
  const prices = Array.from({ length: MODELS }, () => [someTokens(random).price, "0.5"] as const);
  for (const [index, [input, output]] of prices.entries()) {
    const price = { inputUsdPerMillion: Number(input), outputUsdPerMillion: Number(output) };
    const asked = { projectId: tenant.projectId, model: modelOf(tenant, index), ...price };
    dataOf(await change(rig.server.url, rig.people.owner, "modelPrices.set", asked));
  }
  const sent = Array.from({ length: calls }, () => {
    const index = random.integer(0, MODELS - 1);
    const outputTokens = random.integer(0, 9_999);
    const [input, output] = prices[index] ?? ["0", "0"];
    const usage = rig.model.add(tenant.projectId, { outputTokens, costMicroUsd: 0n });
    usage.costMicroUsd = nearestEven(
      BigInt(usage.inputTokens) * millionthsOf(input) + BigInt(outputTokens) * millionthsOf(output),
      1_000_000n,
    );
    return { usage, model: modelOf(tenant, index) };
  });
  await post(rig, tenant, random, sent);
}

const modelOf = ({ canary }: Tenant, index: number) => `model ${index} of ${canary}`;

/** Ten cents, so many times: what a sum of doubles gets wrong. */
async function sumDimes(rig: Rig, dimes: number, random: Random) {
  const tenant = await rig.makeTenant();
  const sent = Array.from({ length: dimes }, () => ({
    usage: rig.model.add(tenant.projectId, { outputTokens: 0, costMicroUsd: 100_000n }),
    model: modelOf(tenant, 0),
    cost: "0.1",
  }));
  await post(rig, tenant, random, sent);
  const { projectId } = tenant;
  const answer = await ask(rig.server.url, rig.people.owner, "aiCost.getMonthlySummary", {
    projectId,
  });
  const { totalCost } = dataOf<{ totalCost: number }>(answer);
  const asDoubles = sent.reduce((sum) => sum + 0.1, 0);
  const isExact = totalCost === Number(`${dimes / 10}`);
  return { asDoubles, problems: isExact ? [] : [`${dimes} times $0.1 answers ${totalCost}`] };
}

interface Sent {
  usage: ReturnType<Rig["model"]["add"]>;
  model: string;
  cost?: string;
}

/** As usage events of one job, in requests of many; the oracle compares what became of them. */
async function post(rig: Rig, tenant: Tenant, random: Random, sent: readonly Sent[]) {
  const deliveries = new Deliveries();
  const place = {
    run: `run ${newId()}`,
    job: `job ${newId()}`,
    agent: `Agent of ${tenant.canary}`,
  };
  const requests = Array.from({ length: Math.ceil(sent.length / A_REQUEST) }, (_, number) =>
    sent.slice(number * A_REQUEST, (number + 1) * A_REQUEST),
  );
  await inClients(CLIENTS, requests, (some) => {
    const time = new Date().toISOString();
    const calls = some.map(({ usage: { inputTokens, outputTokens }, ...said }) => {
      const named = { id: newId(), time, place };
      return { ...named, inputTokens, outputTokens, ...said };
    });
    const usages = some.map(({ usage }) => usage);
    const options = { serverUrl: rig.server.url, tenant, random, deliveries };
    return attemptOnce({ ...REQUESTS["usage events"](calls), usages }, options);
  });
}
