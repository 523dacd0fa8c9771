import type { FaultCase } from "../case";
import { percentile } from "../report/percentile";
import { Deliveries, deliver } from "../rig/deliver";
import { keepBusy } from "../rig/keep-busy";
import { usageRequest } from "../rig/usage";

const SECONDS = { short: 5, normal: 60, long: 60 };
const WRITERS = 64;
const SLOWEST_P99_MS = 5_000;

export const writers: FaultCase = {
  id: "L1",
  title: "64 writers at once lose nothing, and none waits long",
  seenRedBy: "",
  async run(rig, scale, random) {
    const tenants = await rig.makeTenants();
    const deliveries = new Deliveries();
    const seconds = SECONDS[scale];
    await keepBusy({ clients: WRITERS, seconds }, async (number) => {
      const own = random.fork(`write ${number}`);
      const tenant = own.pick(tenants);
      const usage = usageRequest(rig.model, tenant, own, { calls: 1 });
      await deliver(usage, { serverUrl: rig.server.url, tenant, random: own, deliveries });
    });
    const waits = deliveries.acknowledgements.map(({ ms }) => ms);
    const p99 = percentile(waits, 99);
    const failures = deliveries.answers(500, 600) + deliveries.unknownOutcomes;
    return {
      hits: deliveries.acknowledged,
      figures: {
        acknowledged: deliveries.acknowledged,
        "a second": deliveries.acknowledged / seconds,
        "p50, ms": percentile(waits, 50),
        "p99, ms": p99,
      },
      problems: [
        ...(failures === 0 ? [] : [`${failures} requests were not taken at once`]),
        ...(p99 <= SLOWEST_P99_MS ? [] : [`one in a hundred waits over ${Math.round(p99)} ms`]),
      ],
    };
  },
};
