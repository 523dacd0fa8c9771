import { setTimeout as sleep } from "node:timers/promises";
import { percentile } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { Deliveries } from "../rig/deliver";
import { Traffic } from "../rig/traffic";

const SECONDS = { short: 5, normal: 30, long: 60 };
const WRITERS = 64;
const SLOWEST_P99_MS = 5_000;

export const writers: FaultCase = {
  id: "L1",
  title: "64 writers at once lose nothing, and none waits long",
  seenRedBy: "a trigger in the database that takes a micro-dollar from some charges",
  async run(rig, scale, random) {
    const tenants = await rig.makeTenants();
    const deliveries = new Deliveries();
    const seconds = SECONDS[scale];
    const traffic = new Traffic({ stage: rig, tenants, random, deliveries, clients: WRITERS });
    await sleep(seconds * 1_000);
    await traffic.stop();
    const waits = deliveries.acknowledgements.map(({ ms }) => ms);
    const p99 = percentile(waits, 99);
    const failures = deliveries.answers(500, 600) + deliveries.unknownOutcomes;
    return {
      hits: deliveries.acknowledged,
      figures: {
        "events a second": deliveries.acknowledged / seconds,
        "requests a second": deliveries.requests / seconds,
        "p50, ms": percentile(waits, 50),
        "p99, ms": p99,
      },
      problems: failures === 0 ? [] : [`${failures} requests were not taken at once`],
      excesses: p99 <= SLOWEST_P99_MS ? [] : [`one in a hundred waits over ${Math.round(p99)} ms`],
    };
  },
};
