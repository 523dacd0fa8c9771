import { inClients } from "@ai-cost/testing";
import { faultCase } from "../../runner/fault-case";
import { Deliveries, deliver } from "../../traffic/deliver";
import { FORMATS, type NewCall, newCalls, requestOf } from "../../traffic/usage";

const SCALES = {
  short: { calls: 20, requests: 100 },
  normal: { calls: 100, requests: 2_000 },
  long: { calls: 100, requests: 2_000 },
};
const CLIENTS = 64;
const MOST_CALLS_PER_REQUEST = 6;

faultCase({
  id: "C1",
  title: "a call counts once, however often it is sent, also within one request",
  seenRedBy: "a trigger that makes every idempotency key a new one",
  async run({ environment, scale, random }) {
    const { calls, requests } = SCALES[scale];
    const tenant = await environment.makeTenant();
    const deliveries = new Deliveries();
    const callsByFormat = FORMATS.map((format) => {
      const size = { calls: calls / FORMATS.length, time: new Date() };
      return [format, newCalls(environment.model, tenant, random, size)] as const;
    });
    let sent = 0;
    let repeatedInRequest = 0;
    const sendSome = async (number: number) => {
      const own = random.fork(`request ${number}`);
      const [format, known] = callsByFormat[number % FORMATS.length] ?? [FORMATS[0], []];
      const picked = Array.from({ length: own.integer(1, MOST_CALLS_PER_REQUEST) }, () =>
        own.pick(known as [NewCall, ...NewCall[]]),
      );
      sent += picked.length;
      repeatedInRequest += picked.length - new Set(picked).size;
      const options = { serverUrl: environment.server.url, tenant, random: own, deliveries };
      await deliver(requestOf(format, picked), options);
    };
    await inClients(CLIENTS, Array(requests).keys(), sendSome);
    const [stored] = await environment.owner.sql<{ rows: number }[]>`
      select count(*)::int as rows from credit_transactions where project_id = ${tenant.projectId}`;
    const rows = stored?.rows ?? 0;
    return {
      hits: sent - rows,
      figures: {
        requests,
        "calls sent": sent,
        "repeated in one request": repeatedInRequest,
        rows,
      },
      problems: rows === calls ? [] : [`${calls} calls have ${rows} rows`],
    };
  },
});
