import { newId } from "@ai-cost/db";
import { inClients } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { Deliveries, deliver } from "../rig/deliver";
import { type NewCall, newCalls, requestOf, WAYS } from "../rig/usage";

const SCALES = { short: 20, normal: 300, long: 3_000 };
const CLIENTS = 16;

export const sameKey: FaultCase = {
  id: "C3",
  title: "two projects that use the same names and keys each keep and see their own",
  seenRedBy: "a unique index on the key alone, across projects",
  async run(rig, scale, random) {
    const tenants = await rig.makeTenants();
    const deliveries = new Deliveries();
    const sendToBoth = async (number: number) => {
      const own = random.fork(`call ${number}`);
      const way = own.pick(WAYS);
      const names = { id: newId(), place: placeOf(number) };
      await Promise.all(
        own.shuffle(tenants).map((tenant) => {
          const [call] = newCalls(rig.model, tenant, own, { calls: 1, time: new Date() });
          const named = { ...call, sent: { ...call?.sent, ...names } } as NewCall;
          const options = { serverUrl: rig.server.url, tenant, random: own, deliveries };
          return deliver(requestOf(way, [named]), options);
        }),
      );
    };
    await inClients(CLIENTS, Array(SCALES[scale]).keys(), sendToBoth);
    const [shared] = await rig.owner.sql<{ keys: number }[]>`
      select count(*)::int as keys from credit_transactions as one
      join credit_transactions as other using (idempotency_key)
      where one.project_id = ${tenants[0].projectId} and other.project_id = ${tenants[1].projectId}`;
    const keys = shared?.keys ?? 0;
    return {
      hits: keys,
      figures: { calls: SCALES[scale] * 2, "keys of both": keys },
      problems: keys === SCALES[scale] ? [] : [`${keys} of ${SCALES[scale]} keys are in both`],
    };
  },
};

const placeOf = (number: number) => ({
  run: `run ${number}`,
  job: `job ${number}`,
  agent: "Research Agent",
});
