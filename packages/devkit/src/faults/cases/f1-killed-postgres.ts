import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase } from "../case";
import { Deliveries } from "../rig/deliver";
import { backAfterMs, Traffic } from "../rig/traffic";
import { problemsWhere } from "./problems-where";

const SCALES = {
  short: { events: 600, kills: 2 },
  normal: { events: 10_000, kills: 8 },
  long: { events: 10_000, kills: 8 },
};
const CLIENTS = 64;
const BACK_WITHIN_MS = 5_000;

export const killedPostgres: FaultCase = {
  id: "F1",
  title: "acknowledged is stored exactly once, however often Postgres is killed",
  seenRedBy: "sessions with `synchronous_commit` off: 33 of 600 acknowledged events were lost",
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
      await rig.postgres.kill();
      await sleep(random.integer(0, 500));
      await rig.postgres.start();
      backMs.push(await backAfterMs(deliveries));
    }
    await traffic.ended;
    const slowestMs = Math.max(...backMs);
    return {
      hits: kills,
      figures: {
        acknowledged: deliveries.acknowledged,
        "attempts made again": deliveries.retries,
        "slowest return, ms": slowestMs,
      },
      problems: problemsWhere([
        [deliveries.acknowledged !== events, `${deliveries.acknowledged} are acknowledged`],
        [deliveries.retries < kills, `only ${deliveries.retries} attempts met a kill`],
        [deliveries.answers(500) > 0, `${deliveries.answers(500)} answers of 500`],
      ]),
      excesses: problemsWhere([
        [slowestMs > BACK_WITHIN_MS, `the server was back after ${slowestMs} ms only`],
      ]),
    };
  },
};
