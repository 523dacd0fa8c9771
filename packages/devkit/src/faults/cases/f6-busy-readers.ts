import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase } from "../case";
import { ask } from "../rig/ask";
import { Deliveries } from "../rig/deliver";
import { lockTables } from "../rig/lock-table";
import { percentile } from "../rig/percentile";
import { Readers } from "../rig/readers";
import type { Stage } from "../rig/stage";
import type { Tenant } from "../rig/tenants";
import { Traffic } from "../rig/traffic";
import { problemsWhere } from "./problems-where";

const SCALES = { short: { rounds: 1 }, normal: { rounds: 4 }, long: { rounds: 20 } };
const QUESTIONS = 200;
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
  seenRedBy: "",
  async run(rig, scale, random) {
    const tenants = await rig.makeTenants();
    const asking = { stage: rig, tenants, random, clients: QUESTIONS, questions: QUESTIONS };
    const procedures = ["getMonthlySummary"] as const;
    const free = new Readers({ ...asking, procedures });
    await free.ended;
    const freeMs = Math.max(...free.answers.map(({ ms }) => ms));
    const deliveries = new Deliveries();
    const traffic = new Traffic({ stage: rig, tenants, random, deliveries, clients: WRITERS });
    const held: Readers[] = [];
    const backMs: number[] = [];
    for (let round = 0; round < SCALES[scale].rounds; round += 1) {
      const release = await lockTables(rig.owner, [ONLY_READ]);
      const readers = new Readers({ ...asking, procedures });
      await readers.ended;
      held.push(readers);
      await release();
      backMs.push(await backAfterMs(rig, tenants[0]));
    }
    await traffic.stop();
    const answers = held.flatMap((readers) => readers.answers);
    const refused = answers.filter(({ status }) => status === 503);
    const slowestMs = Math.max(...answers.map(({ ms }) => ms));
    const writeP99Ms = percentile(
      deliveries.acknowledgements.map(({ ms }) => ms),
      99,
    );
    return {
      hits: refused.length,
      figures: {
        "slowest question when free, ms": freeMs,
        "slowest when held, ms": slowestMs,
        "usage taken meanwhile": deliveries.acknowledged,
        "usage p99, ms": writeP99Ms,
        "slowest return, ms": Math.max(...backMs),
      },
      problems: problemsWhere([
        [answers.length < QUESTIONS * held.length, "some questions got no answer"],
        [refused.length < answers.length, "some questions were answered otherwise than with 503"],
        [
          slowestMs > freeMs + READ_WAITS_MS,
          `a question waited ${(slowestMs - freeMs).toFixed(0)} ms for the database`,
        ],
        [
          !(writeP99Ms < WRITE_P99_MS),
          `usage took ${writeP99Ms.toFixed(0)} ms in its 99th percentile`,
        ],
        [deliveries.retries > 0, `${deliveries.retries} attempts to send usage failed`],
        [Math.max(...backMs) > BACK_WITHIN_MS, "questions were not answered a second later"],
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
