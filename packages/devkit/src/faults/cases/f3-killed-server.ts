import type { FaultCase } from "../case";
import { Deliveries } from "../rig/deliver";
import { backAfterMs, Traffic } from "../rig/traffic";
import { problemsWhere } from "./problems-where";

const SCALES = {
  short: { events: 400, kills: 2 },
  normal: { events: 10_000, kills: 20 },
  long: { events: 10_000, kills: 20 },
};
const CLIENTS = 64;
const BACK_WITHIN_MS = 5_000;

export const killedServer: FaultCase = {
  id: "F3",
  title: "acknowledged is stored exactly once, however often the server is killed",
  seenRedBy:
    "a trigger that makes every idempotency key a new one: 252 of 400 events were stored more than once",
  async run(rig, scale, random) {
    const { events, kills } = SCALES[scale];
    const deliveries = new Deliveries();
    const tenants = await rig.makeTenants();
    const traffic = new Traffic({
      stage: rig,
      tenants,
      random,
      deliveries,
      events,
      clients: CLIENTS,
    });
    const backMs: number[] = [];
    for (let kill = 1; kill <= kills; kill += 1) {
      await traffic.reaches((events * kill) / (kills + 1));
      await rig.server.kill();
      const startedAtMs = performance.now();
      await rig.server.start();
      const startedMs = performance.now() - startedAtMs;
      backMs.push(startedMs + (await backAfterMs(deliveries)));
    }
    await traffic.ended;
    const slowestMs = Math.round(Math.max(...backMs));
    return {
      hits: kills,
      figures: {
        acknowledged: deliveries.acknowledged,
        "attempts without an answer": deliveries.unknownOutcomes,
        "slowest return, its start included, ms": slowestMs,
      },
      problems: problemsWhere([
        [deliveries.acknowledged !== events, `${deliveries.acknowledged} are acknowledged`],
        [deliveries.unknownOutcomes < kills, "too few requests met a kill"],
        [deliveries.answers(500) > 0, `${deliveries.answers(500)} answers of 500`],
      ]),
      excesses: problemsWhere([
        [slowestMs > BACK_WITHIN_MS, `the server was back after ${slowestMs} ms only`],
      ]),
    };
  },
};
