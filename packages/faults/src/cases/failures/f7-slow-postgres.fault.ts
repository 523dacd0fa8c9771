import { setTimeout as sleep } from "node:timers/promises";
import { lockTables } from "../../environment/lock-tables";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import { Deliveries } from "../../traffic/deliver";
import { Readers } from "../../traffic/readers";
import { Writers } from "../../traffic/writers";

/**
 * The warm-up and the settling time prevent that the growth of a fresh heap is taken for a leak. The
 * short form does not judge memory.
 */
const SCALES = {
  short: { warmUpEvents: 100, lockedSeconds: 5, slowSeconds: 2, delaysMs: [500], settleMs: 0 },
  normal: {
    warmUpEvents: 3_000,
    lockedSeconds: 20,
    slowSeconds: 6,
    delaysMs: [500, 2_000],
    settleMs: 3_000,
  },
  long: {
    warmUpEvents: 6_000,
    lockedSeconds: 20,
    slowSeconds: 40,
    delaysMs: [500, 5_000, 30_000],
    settleMs: 3_000,
  },
};
/** On a busy machine, the server can take long until it refuses the first request. */
const REFUSED_WITHIN_MS = 60_000;
const CLIENTS = 32;
const WARM_UP_EVENTS_PER_QUERY = 3;
const POLL_MS = 100;
const MOST_GROWTH_MIB = 50;
/** Every charge writes to each of these tables, and every query of the readers reads one of them. */
const ROLLUPS = ["daily_spend", "monthly_agent_spend", "monthly_run_spend"] as const;

faultCase({
  id: "F7",
  title:
    "with a slow or locked Postgres, requests have the status 503 in time, and nothing piles up",
  seenRedBy: "a server without time limits: nothing was refused while the tables were locked",
  async run({ environment, scale, random }) {
    const { warmUpEvents, lockedSeconds, slowSeconds, delaysMs, settleMs } = SCALES[scale];
    const proxy = await environment.startProxy();
    const databaseUrl = proxy.urlOf(environment.databaseUrl);
    const server = await environment.startServer({ databaseUrl });
    const tenants = await environment.makeTenants();
    const common = { environment, tenants, random, clients: CLIENTS, serverUrl: server.url };
    const queries = Math.round(warmUpEvents / WARM_UP_EVENTS_PER_QUERY);
    const warmUp = new Readers({ ...common, queries });
    await new Writers({ ...common, deliveries: new Deliveries(), events: warmUpEvents }).ended;
    await warmUp.ended;
    const beforeMiB = server.memoryMiB();
    const deliveries = new Deliveries();
    const writers = new Writers({ ...common, deliveries });
    const readers = new Readers(common);
    const release = await lockTables(environment.owner, ROLLUPS);
    const deadlineMs = performance.now() + REFUSED_WITHIN_MS;
    await sleep(lockedSeconds * 1000);
    while (deliveries.responses(503) === 0 && performance.now() < deadlineMs) await sleep(POLL_MS);
    const acknowledgedWhileLocked = deliveries.acknowledged;
    await release();
    for (const delayMs of delaysMs) {
      proxy.delayMs = delayMs;
      await sleep(slowSeconds * 1000);
    }
    proxy.delayMs = 0;
    await readers.stop();
    await writers.stop();
    await sleep(settleMs);
    const growthMiB = server.memoryMiB() - beforeMiB;
    const slowestMs = Math.max(...readers.responses.map(({ ms }) => ms));
    return {
      hits: deliveries.responses(503) + readers.count(503),
      figures: {
        acknowledged: deliveries.acknowledged,
        "writes with status 503": deliveries.responses(503),
        "queries with status 503": readers.count(503),
        "slowest query, ms": slowestMs,
        "growth of memory, MiB": growthMiB,
      },
      problems: problemsWhere([
        [deliveries.responses(503) === 0, "no write was refused although the tables were locked"],
        [acknowledgedWhileLocked > 0, "usage was acknowledged while the tables were locked"],
        [deliveries.responses(500) > 0, `${deliveries.responses(500)} writes with status 500`],
        [readers.count(500) > 0, `${readers.count(500)} queries with status 500`],
        [deliveries.unknownOutcomes > 0, `${deliveries.unknownOutcomes} writes without a response`],
        [readers.unanswered > 0, `${readers.unanswered} queries without a response`],
      ]),
      excesses: problemsWhere([
        [growthMiB > MOST_GROWTH_MIB, `the server grew by ${growthMiB.toFixed(0)} MiB`],
      ]),
    };
  },
});
