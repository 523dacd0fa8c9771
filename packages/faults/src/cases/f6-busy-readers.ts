import { setTimeout as sleep } from "node:timers/promises";
import { ask, percentile } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { Deliveries } from "../rig/deliver";
import { lockTables } from "../rig/lock-table";
import { Readers } from "../rig/readers";
import type { Stage } from "../rig/stage";
import type { Tenant } from "../rig/tenants";
import { Traffic } from "../rig/traffic";
import { problemsWhere } from "./problems-where";

const SCALES = { short: { questions: 80 }, normal: { questions: 200 }, long: { questions: 2_000 } };
/** Four times as many as there are connections for them. */
const READERS = 40;
const WRITERS = 4;
/** A question may wait so long for the database, beyond what as many take when nothing holds it. */
const READ_WAITS_MS = 2_000;
const WRITE_P99_MS = 500;
const BACK_WITHIN_MS = 1_000;
/** Read by the summary and by nothing that takes usage in. */
const ONLY_READ = "billing_settings";

export const busyReaders: FaultCase = {
  id: "F6",
  title: "readers that find every connection held are answered soon, and writers go on",
  seenRedBy:
    "one pool for readers and writers, where attempts to send usage failed; and without time limits, where questions got no answer",
  async run(rig, scale, random) {
    const { questions } = SCALES[scale];
    const tenants = await rig.makeTenants();
    const procedures = ["getMonthlySummary"] as const;
    const asking = { stage: rig, tenants, random, clients: READERS, questions, procedures };
    const free = new Readers(asking);
    await free.ended;
    const freeMs = Math.max(...free.answers.map(({ ms }) => ms));
    const deliveries = new Deliveries();
    const traffic = new Traffic({ stage: rig, tenants, random, deliveries, clients: WRITERS });
    const release = await lockTables(rig.owner, [ONLY_READ]);
    const readers = new Readers(asking);
    await readers.ended;
    await release();
    const backMs = await backAfterMs(rig, tenants[0]);
    await traffic.stop();
    const slowestMs = Math.max(...readers.answers.map(({ ms }) => ms));
    const writesMs = deliveries.acknowledgements.map(({ ms }) => ms);
    const writeP99Ms = percentile(writesMs, 99);
    return {
      hits: readers.count(503),
      figures: {
        "slowest question when free, ms": freeMs,
        "slowest when held, ms": slowestMs,
        "usage taken meanwhile": deliveries.acknowledged,
        "usage p99, ms": writeP99Ms,
        "answered again after, ms": backMs,
      },
      problems: problemsWhere([
        [readers.unanswered > 0, `${readers.unanswered} questions got no answer`],
        [
          readers.count(503) < readers.answers.length,
          "some questions were answered otherwise than with 503",
        ],
        [deliveries.retries > 0, `${deliveries.retries} attempts to send usage failed`],
      ]),
      excesses: problemsWhere([
        [
          slowestMs > freeMs + READ_WAITS_MS,
          `a question waited ${(slowestMs - freeMs).toFixed(0)} ms for the database`,
        ],
        [
          !(writeP99Ms < WRITE_P99_MS),
          `usage took ${writeP99Ms.toFixed(0)} ms in its 99th percentile`,
        ],
        [backMs > BACK_WITHIN_MS, "questions were not answered a second later"],
      ]),
    };
  },
};

async function backAfterMs({ server, people }: Stage, { projectId }: Tenant): Promise<number> {
  const startedAtMs = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedAtMs);
  while (elapsedMs() < 30_000) {
    const { status } = await ask(server.url, people.owner, "aiCost.getMonthlySummary", {
      projectId,
    });
    if (status === 200) break;
    await sleep(20);
  }
  return elapsedMs();
}
