import { Deliveries, deliver } from "../rig/deliver";
import { newCalls, requestOf, type UsageRequest, usageRequest } from "../rig/usage";
import { askThere, changeHere, type Promises, type TwoServers } from "./two-servers";

/** What usage costs and whose it is. */
export const USAGE_PROMISES: Promises = {
  "a charge is sent": (servers) => {
    const { rig, tenant, here, random } = servers;
    return adds(servers, usageRequest(rig.model, tenant, random, { calls: 3 }), [here]);
  },

  "a charge is sent to both at once": (servers) => {
    const { rig, tenant, here, there, random } = servers;
    return adds(servers, usageRequest(rig.model, tenant, random, { calls: 3 }), [here, there]);
  },

  "a budget is set, and set anew": async (servers) => {
    for (const limitDollars of [100, 250]) {
      await changeHere(servers, "aiCost.setBudgetLimit", { limitDollars });
      const { budgetLimit } = await askThere<Summary>(servers, "aiCost.getMonthlySummary");
      if (budgetLimit !== limitDollars) return false;
    }
    return true;
  },

  "a price is set, and set anew": async (servers) => {
    for (const usdPerMillion of [3, 5]) {
      const [inputUsdPerMillion, outputUsdPerMillion] = [usdPerMillion, usdPerMillion];
      const price = {
        model: `model of ${servers.tenant.canary}`,
        inputUsdPerMillion,
        outputUsdPerMillion,
      };
      await changeHere(servers, "modelPrices.set", price);
      if (!(await adds(servers, withoutCost(servers, usdPerMillion), [servers.there])))
        return false;
    }
    return true;
  },

  "an agent's name is given a type, and another one": async (servers) => {
    const { rig, tenant, there, random } = servers;
    for (const agentType of ["design", "compliance"]) {
      const agentName = `Agent of ${tenant.canary}`;
      await changeHere(servers, "agentNames.set", { agentName, agentType });
      const usage = usageRequest(rig.model, tenant, random, { calls: 1, way: "usage events" });
      if (!(await adds(servers, usage, [there]))) return false;
      const charges = await askThere<Charge[]>(servers, "aiCost.getRecentTransactions");
      if (charges[0]?.agentType !== agentType) return false;
    }
    return true;
  },
};

type Summary = { totalCost: number; budgetLimit: number | null };
type Charge = { agentType: string };

/** Whether the other server knows of the usage, once, when it has been sent to all of these. */
async function adds(
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
  const { totalCost } = await askThere<Summary>(servers, "aiCost.getMonthlySummary");
  return Math.round(totalCost * 1e6);
}

/** A call whose cost the project's own price has to say. */
function withoutCost({ rig, tenant, random }: TwoServers, usdPerMillion: number): UsageRequest {
  const calls = newCalls(rig.model, tenant, random, { calls: 1, time: new Date() });
  return requestOf(
    "usage events",
    calls.map(({ usage, sent: { cost: _, ...sent } }) => {
      usage.costMicroUsd = BigInt(usdPerMillion * (usage.inputTokens + usage.outputTokens));
      return { usage, sent };
    }),
  );
}
