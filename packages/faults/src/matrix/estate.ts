import type { Ids } from "@ai-cost/api/testing";
import { createAccount } from "@ai-cost/auth";
import type { Person } from "@ai-cost/testing";
import { change, dataOf } from "@ai-cost/testing";
import { Deliveries, deliver } from "../rig/deliver";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";
import type { Tenant } from "../rig/tenants";
import { usageRequest, WAYS } from "../rig/usage";

/** A tenant with something of everything, all of it under the tenant's canary. */
export interface Estate {
  tenant: Tenant;
  owner: Person;
  ids: Ids;
  /** A key of the tenant's that was good once. */
  revokedKey: string;
}

export async function makeEstate(
  rig: Rig,
  whose: "team" | "stranger",
  random: Random,
): Promise<Estate> {
  const tenant = await rig.makeTenant(whose);
  const owner = rig.people[whose === "team" ? "owner" : "stranger"];
  const serverUrl = rig.server.url;
  for (const way of WAYS) {
    const usage = usageRequest(rig.model, tenant, random.fork(way), { calls: 2, way });
    await deliver(usage, { serverUrl, tenant, random, deliveries: new Deliveries() });
  }
  const email = spareAddress(tenant.canary);
  const { keyId, text } = await furnish(rig, owner, tenant, email);
  return { tenant, owner, ids: await idsOf(rig, tenant, { keyId, email }), revokedKey: text };
}

/** Of as many characters for each tenant, so that answers with one are as long. */
export const spareAddress = (canary: string): string => `spare-${canary}@example.com`;

/** A budget, a price, an agent's name, one more member and a revoked key. */
async function furnish(
  { server, owner: { db } }: Rig,
  owner: Person,
  { projectId, canary }: Tenant,
  email: string,
): Promise<{ keyId: string; text: string }> {
  const set = async <Data>(procedure: string, input: object): Promise<Data> =>
    dataOf(await change(server.url, owner, procedure, { projectId, ...input }));
  const price = { inputUsdPerMillion: 3, outputUsdPerMillion: 15 };
  await set("aiCost.setBudgetLimit", { limitDollars: 250 });
  await set("modelPrices.set", { model: `model of ${canary}`, ...price });
  await set("agentNames.set", { agentName: `Agent of ${canary}`, agentType: `type ${canary}` });
  await createAccount(db, { email, name: canary, password: canary, now: new Date() });
  await set("projects.addMember", { email, role: "member" });
  const key = await set<{ keyId: string; text: string }>("ingestKeys.create", { name: canary });
  await set("ingestKeys.revoke", { keyId: key.keyId });
  return key;
}

async function idsOf(
  { owner }: Rig,
  { projectId }: Tenant,
  given: Pick<Ids, "keyId" | "email">,
): Promise<Ids> {
  const [row] = await owner.sql<Pick<Ids, "runId" | "jobId" | "chargeId" | "eventId">[]>`
    select job.pipeline_run_id as "runId", job.id as "jobId", charge.id as "chargeId",
      (select id from audit_events where project_id = ${projectId} order by id limit 1) as "eventId"
    from credit_transactions as charge
    join agent_jobs as job on job.project_id = charge.project_id and job.id = charge.agent_job_id
    where charge.project_id = ${projectId} order by charge.id limit 1`;
  if (!row) throw new Error("the tenant has no charge");
  return { projectId, ...row, ...given };
}
