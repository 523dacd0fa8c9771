import type { Progress } from "@ai-cost/command";
import { createDatabase } from "@ai-cost/db";
import { inClients } from "@ai-cost/testing";
import { type Amount, CHARGES_A_RUN } from "./shape";
import { stageCharges } from "./stage-charges";
import { type Chunk, stageRuns } from "./stage-runs";
import { writeUsage } from "./write-usage";

const RUNS_A_CHUNK = 5_000;
const WRITERS = 2;

/** Runs, jobs and ledger rows, some hundred thousand charges a transaction. */
export async function makeUsage(url: string, amount: Amount, progress: Progress): Promise<void> {
  const { sql, close } = createDatabase(url, { maxConnections: WRITERS, asOwner: true });
  let made = 0;
  try {
    await inClients(WRITERS, chunksOf(amount), async (chunk) => {
      await sql.begin(async (tx) => {
        // What refers to a row is made from that row, so there is nothing to check.
        await tx`set local session_replication_role = replica`;
        await tx`set local work_mem = '128MB'`;
        await stageRuns(tx, chunk);
        await stageCharges(tx);
        await writeUsage(tx);
      });
      made += (chunk.end - chunk.first) * CHARGES_A_RUN;
      progress.say(
        `  ${made.toLocaleString("en-US")} of ${amount.charges.toLocaleString("en-US")}`,
      );
    });
  } finally {
    await close();
  }
}

function chunksOf({ charges, projects }: Amount): Chunk[] {
  const runs = Math.round(charges / CHARGES_A_RUN);
  return Array.from({ length: Math.ceil(runs / RUNS_A_CHUNK) }, (_, index) => {
    const first = index * RUNS_A_CHUNK;
    return { first, end: Math.min(first + RUNS_A_CHUNK, runs), runs, projects };
  });
}
