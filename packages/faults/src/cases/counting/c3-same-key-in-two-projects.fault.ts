import { newId } from "@ai-cost/db";
import { inClients } from "@ai-cost/testing";
import { faultCase } from "../../runner/fault-case";
import { Deliveries, deliver } from "../../traffic/deliver";
import { FORMATS, type NewCall, newCalls, requestOf } from "../../traffic/usage";

const CALLS = { short: 20, normal: 300, long: 3_000 };
const CLIENTS = 16;

faultCase({
  id: "C3",
  title: "two projects that use the same names and keys each keep and see their own usage",
  seenRedBy: "a unique index on the key alone, across projects",
  async run({ environment, scale, random }) {
    const tenants = await environment.makeTenants();
    const deliveries = new Deliveries();
    const sendToBoth = async (number: number) => {
      const own = random.fork(`call ${number}`);
      const format = own.pick(FORMATS);
      const names = { id: newId(), place: placeOf(number) };
      await Promise.all(
        own.shuffle(tenants).map((tenant) => {
          const [call] = newCalls(environment.model, tenant, own, { calls: 1, time: new Date() });
          const named = { ...call, sent: { ...call?.sent, ...names } } as NewCall;
          const options = { serverUrl: environment.server.url, tenant, random: own, deliveries };
          return deliver(requestOf(format, [named]), options);
        }),
      );
    };
    await inClients(CLIENTS, Array(CALLS[scale]).keys(), sendToBoth);
    const [shared] = await environment.owner.sql<{ keys: number }[]>`
      select count(*)::int as keys from credit_transactions as one
      join credit_transactions as other using (idempotency_key)
      where one.project_id = ${tenants[0].projectId} and other.project_id = ${tenants[1].projectId}`;
    const keys = shared?.keys ?? 0;
    return {
      hits: keys,
      figures: { calls: CALLS[scale] * 2, "keys in both projects": keys },
      problems:
        keys === CALLS[scale] ? [] : [`${keys} of ${CALLS[scale]} keys are in both projects`],
    };
  },
});

const placeOf = (number: number) => ({
  run: `run ${number}`,
  job: `job ${number}`,
  agent: "Research Agent",
});
