import { Deliveries, deliver } from "../traffic/deliver";
import { newCalls, requestOf, type UsageRequest, usageRequest } from "../traffic/usage";
import { mutateHere, type Promises, queryThere, type TwoServers } from "./two-servers";

/** The promises about usage, budgets, prices and agent names. */
export const USAGE_PROMISES: Promises = {
  "usage is sent": (servers) => {
    const { environment, tenant, here, random } = servers;
    return isAdded(servers, usageRequest(environment.model, tenant, random, { calls: 3 }), [here]);
  },

  "the same usage is sent to both at once": (servers) => {
    const { environment, tenant, here, there, random } = servers;
    const usage = usageRequest(environment.model, tenant, random, { calls: 3 });
    return isAdded(servers, usage, [here, there]);
  },

  "a budget is set and changed": async (servers) => {
    for (const limitDollars of [100, 250]) {
      await mutateHere(servers, "aiCost.setBudgetLimit", { limitDollars });
      const { budgetLimit } = await queryThere<Summary>(servers, "aiCost.getMonthlySummary");
      if (budgetLimit !== limitDollars) return false;
    }
    return true;
  },

  "a price is set and changed": async (servers) => {
    for (const usdPerMillion of [3, 5]) {
      const price = {
        model: `model of ${servers.tenant.canary}`,
        inputUsdPerMillion: usdPerMillion,
        outputUsdPerMillion: usdPerMillion,
      };
      await mutateHere(servers, "modelPrices.set", price);
      if (!(await isAdded(servers, withoutCost(servers, usdPerMillion), [servers.there])))
        return false;
    }
    return true;
  },

  "the type of an agent name is set and changed": async (servers) => {
    const { environment, tenant, there, random } = servers;
    for (const agentType of ["design", "compliance"]) {
      const agentName = `Agent of ${tenant.canary}`;
      await mutateHere(servers, "agentNames.set", { agentName, agentType });
      const shape = { calls: 1, format: "usage events" } as const;
      const usage = usageRequest(environment.model, tenant, random, shape);
      if (!(await isAdded(servers, usage, [there]))) return false;
      const charges = await queryThere<Charge[]>(servers, "aiCost.getRecentTransactions");
      if (charges[0]?.agentType !== agentType) return false;
    }
    return true;
  },
};

type Summary = { totalCost: number; budgetLimit: number | null };
type Charge = { agentType: string };

/**
 * Sends the same usage to each server in `serverUrls`. Returns whether the total on the server `there`
 * then includes this usage exactly once.
 */
async function isAdded(
  servers: TwoServers,
  usage: UsageRequest,
  serverUrls: readonly string[],
): Promise<boolean> {
  const { tenant, random } = servers;
  const before = await spentMicroUsd(servers);
  const deliveries = new Deliveries();
  await Promise.all(
    serverUrls.map((serverUrl) => deliver(usage, { serverUrl, tenant, random, deliveries })),
  );
  const sent = usage.usages.reduce((sum, { costMicroUsd }) => sum + Number(costMicroUsd), 0);
  return (await spentMicroUsd(servers)) === before + sent;
}

async function spentMicroUsd(servers: TwoServers): Promise<number> {
  const { totalCost } = await queryThere<Summary>(servers, "aiCost.getMonthlySummary");
  return Math.round(totalCost * 1e6);
}

/** Creates a request with one call without a cost, so that the project's own price decides its cost. */
function withoutCost(
  { environment, tenant, random }: TwoServers,
  usdPerMillion: number,
): UsageRequest {
  const calls = newCalls(environment.model, tenant, random, { calls: 1, time: new Date() });
  return requestOf(
    "usage events",
    calls.map(({ usage, sent: { cost: _, ...sent } }) => {
      usage.costMicroUsd = BigInt(usdPerMillion * (usage.inputTokens + usage.outputTokens));
      return { usage, sent };
    }),
  );
}
