import type { Progress } from "@ai-cost/command";
import { createDatabase } from "@ai-cost/db";
import { inClients } from "@ai-cost/testing";
import { insertStaged } from "./insert-staged";
import { CHARGES_PER_RUN, type RowCounts } from "./row-counts";
import { stageCharges } from "./stage-charges";
import { type Chunk, stageRuns } from "./stage-runs";

const RUNS_PER_CHUNK = 5_000;
const WRITERS = 2;

/** Inserts runs, jobs and ledger rows, with up to 200,000 charges in each transaction. */
export async function insertUsage(
  url: string,
  counts: RowCounts,
  progress: Progress,
): Promise<void> {
  const { sql, close } = createDatabase(url, { maxConnections: WRITERS, asOwner: true });
  let inserted = 0;
  try {
    await inClients(WRITERS, chunksOf(counts), async (chunk) => {
      await sql.begin(async (tx) => {
        // This turns off the checks of foreign keys. Each reference is generated from the row that
        // it refers to, so it is always valid.
        await tx`set local session_replication_role = replica`;
        await tx`set local work_mem = '128MB'`;
        await stageRuns(tx, chunk);
        await stageCharges(tx);
        await insertStaged(tx);
      });
      inserted += (chunk.end - chunk.start) * CHARGES_PER_RUN;
      progress.update(
        () =>
          `  ${inserted.toLocaleString("en-US")} of ${counts.charges.toLocaleString("en-US")} charges`,
      );
    });
  } finally {
    await close();
  }
}

function chunksOf({ charges, projects }: RowCounts): Chunk[] {
  const runs = Math.round(charges / CHARGES_PER_RUN);
  return Array.from({ length: Math.ceil(runs / RUNS_PER_CHUNK) }, (_, index) => {
    const start = index * RUNS_PER_CHUNK;
    return { start, end: Math.min(start + RUNS_PER_CHUNK, runs), runs, projects };
  });
}
