import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase } from "../case";
import { attemptOnce, Deliveries } from "../rig/deliver";
import { lockTables } from "../rig/lock-table";
import { Traffic } from "../rig/traffic";
import { usageRequest } from "../rig/usage";
import { problemsWhere } from "./problems-where";

const SCALES = { short: { rounds: 2 }, normal: { rounds: 8 }, long: { rounds: 20 } };
const REQUESTS = 64;
/** Before, so that every way in is loaded. */
const WARM_EVENTS = 200;
/** Until all are with the server, and until they can go on after it was asked to leave. */
const ARRIVED_MS = 1_000;
const HELD_MS = 300;
const LEAVES_WITHIN_MS = 10_000;

export const askedToLeave: FaultCase = {
  id: "F10",
  title: "a server that is asked to leave answers what it has taken on, and leaves in time",
  seenRedBy:
    "the server that closed its sockets at the signal itself: 122 of 128 requests were cut off, and it took 12 s to leave",
  async run(rig, scale, random) {
    const { rounds } = SCALES[scale];
    const tenants = await rig.makeTenants();
    const deliveries = new Deliveries();
    const common = { stage: rig, tenants, random, deliveries: new Deliveries() };
    const leaving: { exitCode: number | null; ms: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const server = await rig.startServer();
      await new Traffic({ ...common, clients: 4, events: WARM_EVENTS, serverUrl: server.url })
        .ended;
      const release = await lockTables(rig.owner, ["daily_spend"]);
      const answers = Array.from({ length: REQUESTS }, () => {
        const tenant = random.pick(tenants);
        const usage = usageRequest(rig.model, tenant, random, { calls: 1 });
        return attemptOnce(usage, { serverUrl: server.url, tenant, random, deliveries });
      });
      await sleep(ARRIVED_MS);
      const ended = server.terminate();
      await sleep(HELD_MS);
      await release();
      leaving.push(await ended);
      await Promise.all(answers);
    }
    const slowestMs = Math.round(Math.max(...leaving.map(({ ms }) => ms)));
    const failed = leaving.filter(({ exitCode }) => exitCode !== 0).length;
    const unanswered = REQUESTS * rounds - deliveries.acknowledged;
    return {
      hits: rounds,
      figures: {
        "requests under way": REQUESTS * rounds,
        answered: deliveries.acknowledged,
        "cut off": deliveries.unknownOutcomes,
        "slowest leave, ms": slowestMs,
      },
      problems: problemsWhere([
        [unanswered > 0, `${unanswered} requests under way were not acknowledged`],
        [failed > 0, `${failed} exits with a code other than 0`],
      ]),
      excesses: problemsWhere([[slowestMs > LEAVES_WITHIN_MS, `it took ${slowestMs} ms to leave`]]),
    };
  },
};
