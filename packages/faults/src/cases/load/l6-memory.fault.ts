import { inClients, query, request } from "@ai-cost/testing";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import { Deliveries, deliver } from "../../traffic/deliver";
import { usageRequest } from "../../traffic/usage";

const REQUESTS = { short: 300, normal: 20_000, long: 100_000 };
const CLIENTS = 8;
const MOST_MIB = 400;

faultCase({
  id: "L6",
  title: "the server's memory reaches a plateau below 400 MiB, however many requests it answers",
  seenRedBy:
    "the version of 28 November 2026, without a limit of the heap: 509 MiB after 20,000 requests",
  async run({ environment, scale, random }) {
    const tenants = await environment.makeTenants();
    const { server, model, people } = environment;
    const deliveries = new Deliveries();
    const startMiB = server.memoryMiB();
    const samples: number[] = [];
    await inClients(CLIENTS, Array(REQUESTS[scale]).keys(), async (number) => {
      const tenant = random.pick(tenants);
      const { cookie } = people[tenant.members[0] ?? "owner"];
      const { projectId } = tenant;
      if (number % 4 === 0) {
        const page = new URL(`/dashboard/products/${projectId}/ai-cost`, server.url);
        await request(page, { headers: { cookie } });
      } else if (number % 4 === 1) {
        const usage = usageRequest(model, tenant, random, { calls: 5 });
        await deliver(usage, { serverUrl: server.url, tenant, random, deliveries });
      } else await query(server.url, { cookie }, "aiCost.getMonthlySummary", { projectId });
      if (number % 100 === 0) samples.push(server.memoryMiB());
    });
    const half = samples.slice(Math.floor(samples.length / 2));
    const peakMiB = Math.max(...half);
    return {
      hits: REQUESTS[scale],
      figures: {
        "memory at the start, MiB": Math.round(startMiB),
        "highest in the first half, MiB": Math.round(Math.max(...samples.slice(0, -half.length))),
        "highest in the second half, MiB": Math.round(peakMiB),
        "memory at the end, MiB": Math.round(server.memoryMiB()),
      },
      problems: [],
      excesses: problemsWhere([
        [!(peakMiB < MOST_MIB), `the server took ${Math.round(peakMiB)} MiB`],
      ]),
    };
  },
});
