import { inClients } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { Deliveries, deliver } from "../rig/deliver";
import { type NewCall, newCalls, requestOf, WAYS } from "../rig/usage";

const SCALES = {
  short: { calls: 20, requests: 100 },
  normal: { calls: 100, requests: 2_000 },
  long: { calls: 100, requests: 2_000 },
};
const CLIENTS = 64;
const MOST_CALLS_A_REQUEST = 6;

export const duplicates: FaultCase = {
  id: "C1",
  title: "a call counts once, however often it is sent, also within a request",
  seenRedBy: "a trigger in the database that makes the key of every charge another one",
  async run(rig, scale, random) {
    const { calls, requests } = SCALES[scale];
    const tenant = await rig.makeTenant();
    const deliveries = new Deliveries();
    const callsByWay = WAYS.map((way) => {
      const size = { calls: calls / WAYS.length, time: new Date() };
      return [way, newCalls(rig.model, tenant, random, size)] as const;
    });
    let sent = 0;
    let twiceInOne = 0;
    const sendSome = async (number: number) => {
      const own = random.fork(`request ${number}`);
      const [way, known] = callsByWay[number % WAYS.length] ?? [WAYS[0], []];
      const drawn = Array.from({ length: own.integer(1, MOST_CALLS_A_REQUEST) }, () =>
        own.pick(known as [NewCall, ...NewCall[]]),
      );
      sent += drawn.length;
      twiceInOne += drawn.length - new Set(drawn).size;
      const options = { serverUrl: rig.server.url, tenant, random: own, deliveries };
      await deliver(requestOf(way, drawn), options);
    };
    await inClients(CLIENTS, Array(requests).keys(), sendSome);
    const [stored] = await rig.owner.sql<{ rows: number }[]>`
      select count(*)::int as rows from credit_transactions where project_id = ${tenant.projectId}`;
    const rows = stored?.rows ?? 0;
    return {
      hits: sent - rows,
      figures: { requests, "calls sent": sent, "twice in a request": twiceInOne, rows },
      problems: rows === calls ? [] : [`${calls} calls became ${rows} rows`],
    };
  },
};
