import type { AlertChannelKind } from "@ai-cost/db";
import { makeChannel } from "@ai-cost/notifications/testing";
import { dataOf, mutate, type PersonName } from "@ai-cost/testing";
import type { Environment } from "../environment/environment";
import type { Tenant } from "../fixture/tenant";
import type { Random } from "../runner/random";
import { Deliveries, deliver } from "../traffic/deliver";
import { retryWhileBusy } from "../traffic/retry-while-busy";
import { newCalls, requestOf } from "../traffic/usage";

const LIMIT_DOLLARS = 1;
/** The budgets of a watched tenant: one for the project, and one for the model of its calls. */
export const SCOPES = ["project", "model"] as const;

/** The people who get the alerts of a tenant by e-mail. */
export const managersOf = ({ members }: Tenant): PersonName[] =>
  members.filter((name) => name !== "member");

export interface Channel {
  name?: string;
  kind: AlertChannelKind;
  url: string;
  secrets?: readonly string[];
}

/** Sets both budgets of a tenant to $1, and adds its channels. */
export async function watchTenant(
  environment: Environment,
  tenant: Tenant,
  { serverUrl, channels }: { serverUrl: string; channels: readonly Channel[] },
): Promise<void> {
  const { projectId } = tenant;
  await setLimits(environment, tenant, serverUrl);
  const { authSecret } = environment.server.options;
  for (const { name, kind, url, secrets = [] } of channels) {
    const target = { url, secrets: [...secrets] };
    const named = { kind, name: name ?? `A ${kind} of ${tenant.canary}` };
    // The cases count the alerts of budgets, and none about channels that fail on purpose.
    const alertKinds = ["threshold", "forecast"] as const;
    const values = { projectId, ...named, alertKinds: [...alertKinds] };
    await makeChannel(environment.owner.db, values, { secret: authSecret, target });
  }
}

/** Sets the limit of both budgets of a tenant. */
async function setLimits(
  { people }: Environment,
  { projectId, canary, members }: Tenant,
  serverUrl: string,
): Promise<void> {
  const owner = people[members.includes("owner") ? "owner" : "stranger"];
  const set = async (procedure: string, input: object): Promise<void> =>
    void dataOf<unknown>(
      await retryWhileBusy(() => mutate(serverUrl, owner, procedure, { projectId, ...input })),
    );
  const limit = { limitDollars: LIMIT_DOLLARS };
  await set("aiCost.setBudgetLimit", limit);
  await set("budgets.set", { scope: { kind: "model", value: `model of ${canary}` }, ...limit });
}

/** Sends one call that costs `cents` to a server, again and again until it is acknowledged. */
export async function spend(
  { model }: Pick<Environment, "model">,
  tenant: Tenant,
  { serverUrl, cents, random }: { serverUrl: string; cents: number; random: Random },
): Promise<void> {
  const calls = newCalls(model, tenant, random, { calls: 1, time: new Date() });
  for (const { usage, sent } of calls) {
    usage.costMicroUsd = BigInt(cents) * 10_000n;
    sent.cost = (cents / 100).toFixed(2);
  }
  const deliveries = new Deliveries();
  await deliver(requestOf("usage events", calls), { serverUrl, tenant, random, deliveries });
}
