import { setTimeout as sleep } from "node:timers/promises";
import { percentile, query } from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import { lockTables } from "../../environment/lock-tables";
import type { Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import { Deliveries } from "../../traffic/deliver";
import { Readers } from "../../traffic/readers";
import { Writers } from "../../traffic/writers";

const SCALES = { short: { queries: 80 }, normal: { queries: 200 }, long: { queries: 2_000 } };
/** The number of clients that read: four times the number of connections that serve queries. */
const READERS = 40;
const WRITERS = 4;
/**
 * How much longer a query may take while the table is locked than the slowest query took before: it waits for
 * its turn, and then for the lock.
 */
const READ_WAITS_MS = 8_000;
const WRITE_P99_MS = 500;
const RECOVERS_WITHIN_MS = 1_000;
/** A table that the summary reads but that recording usage does not touch. */
const ONLY_READ = "billing_settings";

faultCase({
  id: "F6",
  title: "when readers use all their connections, they get a response soon and writers continue",
  seenRedBy:
    "one pool for readers and writers, where attempts to send usage failed; and no time limits, where queries got no response",
  async run({ environment, scale, random }) {
    const { queries } = SCALES[scale];
    const tenants = await environment.makeTenants();
    const procedures = ["getMonthlySummary"] as const;
    const options = { environment, tenants, random, clients: READERS, queries, procedures };
    const before = new Readers(options);
    await before.ended;
    const beforeMs = Math.max(...before.responses.map(({ ms }) => ms));
    const deliveries = new Deliveries();
    const writers = new Writers({ environment, tenants, random, deliveries, clients: WRITERS });
    const release = await lockTables(environment.owner, [ONLY_READ]);
    const readers = new Readers(options);
    await readers.ended;
    await release();
    const recoveredMs = await msUntilQueried(environment, tenants[0]);
    await writers.stop();
    // A query that waits for the lock has the status 503, and one that waits for those of its own person 429.
    const refused = readers.count(503) + readers.count(429);
    const slowestMs = Math.max(...readers.responses.map(({ ms }) => ms));
    const writesMs = deliveries.acknowledgements.map(({ ms }) => ms);
    const writeP99Ms = percentile(writesMs, 99);
    return {
      hits: refused,
      figures: {
        "slowest query without the lock, ms": beforeMs,
        "slowest query with the lock, ms": slowestMs,
        "events acknowledged meanwhile": deliveries.acknowledged,
        "p99 of writes, ms": writeP99Ms,
        "queries succeed again after, ms": recoveredMs,
      },
      problems: problemsWhere([
        [readers.unanswered > 0, `${readers.unanswered} queries had no response`],
        [refused < readers.responses.length, "some queries had another status than 503 or 429"],
        [deliveries.retries > 0, `${deliveries.retries} attempts to send usage failed`],
      ]),
      excesses: problemsWhere([
        [
          slowestMs > beforeMs + READ_WAITS_MS,
          `a query waited ${(slowestMs - beforeMs).toFixed(0)} ms for the database`,
        ],
        [
          !(writeP99Ms < WRITE_P99_MS),
          `the 99th percentile of writes is ${writeP99Ms.toFixed(0)} ms`,
        ],
        [recoveredMs > RECOVERS_WITHIN_MS, "no query succeeded within a second of the release"],
      ]),
    };
  },
});

async function msUntilQueried(
  { server, people }: Environment,
  { projectId }: Tenant,
): Promise<number> {
  const startedAtMs = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedAtMs);
  while (elapsedMs() < 30_000) {
    const { status } = await query(server.url, people.owner, "aiCost.getMonthlySummary", {
      projectId,
    });
    if (status === 200) break;
    await sleep(20);
  }
  return elapsedMs();
}
