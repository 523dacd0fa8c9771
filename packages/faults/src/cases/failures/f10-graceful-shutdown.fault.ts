import { setTimeout as sleep } from "node:timers/promises";
import { lockTables } from "../../environment/lock-tables";
import type { ServerProcess } from "../../environment/server-process";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import { attemptOnce, Deliveries } from "../../traffic/deliver";
import { usageRequest } from "../../traffic/usage";
import { Writers } from "../../traffic/writers";

const SCALES = { short: { rounds: 1 }, normal: { rounds: 8 }, long: { rounds: 20 } };
const REQUESTS = 64;
/** The number of events that are sent first, so that the server has loaded the code of every endpoint. */
const WARM_UP_EVENTS = 60;
const ACCEPTED_WITHIN_MS = 30_000;
/** How long the server gets to read the requests on the accepted connections. */
const ARRIVE_MS = 500;
/** How long the requests stay blocked after the server has received SIGTERM. */
const BLOCKED_MS = 300;
const EXITS_WITHIN_MS = 10_000;

faultCase({
  id: "F10",
  title: "after SIGTERM the server completes the requests that it has accepted and exits in time",
  seenRedBy:
    "a server that closed its sockets at the signal: 122 of 128 requests were cut off, and the exit took 12 s",
  async run({ environment, scale, random }) {
    const { rounds } = SCALES[scale];
    const tenants = await environment.makeTenants();
    const deliveries = new Deliveries();
    const warmUp = { environment, tenants, random, deliveries: new Deliveries(), clients: 4 };
    const exits: { exitCode: number | null; ms: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const server = await environment.startServer();
      await new Writers({ ...warmUp, events: WARM_UP_EVENTS, serverUrl: server.url }).ended;
      const release = await lockTables(environment.owner, ["daily_spend"]);
      const attempts = Array.from({ length: REQUESTS }, () => {
        const tenant = random.pick(tenants);
        const usage = usageRequest(environment.model, tenant, random, { calls: 1 });
        return attemptOnce(usage, { serverUrl: server.url, tenant, random, deliveries });
      });
      await waitUntilAccepted(server);
      const exit = server.terminate();
      await sleep(BLOCKED_MS);
      await release();
      exits.push(await exit);
      await Promise.all(attempts);
    }
    const slowestMs = Math.round(Math.max(...exits.map(({ ms }) => ms)));
    const failed = exits.filter(({ exitCode }) => exitCode !== 0).length;
    const unacknowledged = REQUESTS * rounds - deliveries.acknowledged;
    return {
      hits: rounds,
      figures: {
        "requests in progress": REQUESTS * rounds,
        acknowledged: deliveries.acknowledged,
        "cut off": deliveries.unknownOutcomes,
        "slowest exit, ms": slowestMs,
      },
      problems: problemsWhere([
        [unacknowledged > 0, `${unacknowledged} requests in progress were not acknowledged`],
        [failed > 0, `${failed} exits with a code other than 0`],
      ]),
      excesses: problemsWhere([[slowestMs > EXITS_WITHIN_MS, `an exit took ${slowestMs} ms`]]),
    };
  },
});

/** Waits until the server has accepted all connections. A busy server takes some time for that. */
async function waitUntilAccepted(server: ServerProcess): Promise<void> {
  const deadlineMs = performance.now() + ACCEPTED_WITHIN_MS;
  while (server.connections() < REQUESTS && performance.now() < deadlineMs) await sleep(10);
  await sleep(ARRIVE_MS);
}
