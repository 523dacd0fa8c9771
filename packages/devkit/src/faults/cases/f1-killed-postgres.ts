import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase } from "../case";
import { Deliveries } from "../rig/deliver";
import { backAfterMs, deliverMany } from "../rig/traffic";

const SCALES = {
  short: { events: 600, kills: 2 },
  normal: { events: 10_000, kills: 8 },
  long: { events: 10_000, kills: 8 },
};
const CLIENTS = 64;

export const killedPostgres: FaultCase = {
  id: "F1",
  title: "what was acknowledged is stored exactly once, however often Postgres is killed",
  seenRedBy: "",
  async run(rig, scale, random) {
    const { events, kills } = SCALES[scale];
    const deliveries = new Deliveries();
    const tenants = await rig.makeTenants();
    const traffic = deliverMany({ rig, tenants, random, deliveries, events, clients: CLIENTS });
    const backMs: number[] = [];
    for (let kill = 1; kill <= kills; kill += 1) {
      await traffic.reaches((events * kill) / (kills + 1));
      await rig.postgres.kill();
      await sleep(random.integer(0, 500));
      await rig.postgres.start();
      backMs.push(await backAfterMs(deliveries));
    }
    await traffic.ended;
    return {
      hits: kills,
      figures: {
        acknowledged: deliveries.acknowledged,
        "unknown outcomes": deliveries.unknownOutcomes,
        "answers 503": deliveries.answers(503),
        "slowest return, ms": Math.max(...backMs),
      },
      problems: [
        ...(deliveries.acknowledged === events ? [] : [`${deliveries.acknowledged} acknowledged`]),
        ...(Math.max(...backMs) <= 5_000 ? [] : [`back after ${Math.max(...backMs)} ms only`]),
        ...(deliveries.answers(500) === 0 ? [] : [`${deliveries.answers(500)} answers of 500`]),
      ],
    };
  },
};
