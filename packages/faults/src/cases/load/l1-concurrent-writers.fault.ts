import { setTimeout as sleep } from "node:timers/promises";
import { percentile } from "@ai-cost/testing";
import { faultCase } from "../../runner/fault-case";
import { Deliveries } from "../../traffic/deliver";
import { Writers } from "../../traffic/writers";

const SECONDS = { short: 3, normal: 30, long: 60 };
const WRITERS = 64;
const MOST_P99_MS = 5_000;

faultCase({
  id: "L1",
  title: "64 concurrent writers lose nothing, and none of them waits long",
  seenRedBy: "a trigger that takes a micro-dollar from some charges",
  async run({ environment, scale, random }) {
    const tenants = await environment.makeTenants();
    const deliveries = new Deliveries();
    const seconds = SECONDS[scale];
    const writers = new Writers({ environment, tenants, random, deliveries, clients: WRITERS });
    await sleep(seconds * 1_000);
    await writers.stop();
    const waitsMs = deliveries.acknowledgements.map(({ ms }) => ms);
    const p99Ms = percentile(waitsMs, 99);
    const failures = deliveries.responses(500, 600) + deliveries.unknownOutcomes;
    return {
      hits: deliveries.acknowledged,
      figures: {
        "events per second": deliveries.acknowledged / seconds,
        "requests per second": deliveries.requests / seconds,
        "p50, ms": percentile(waitsMs, 50),
        "p99, ms": p99Ms,
      },
      problems: failures === 0 ? [] : [`${failures} attempts failed`],
      excesses: p99Ms <= MOST_P99_MS ? [] : [`the 99th percentile is ${Math.round(p99Ms)} ms`],
    };
  },
});
