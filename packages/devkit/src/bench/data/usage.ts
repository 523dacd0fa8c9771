import type { DatabaseClient } from "@ai-cost/db";
import type { Progress } from "../../progress";
import { type Amount, CHARGES_A_RUN } from "./shape";
import { stageCharges } from "./stage-charges";
import { stageRuns } from "./stage-runs";
import { writeUsage } from "./write-usage";

const RUNS_A_CHUNK = 10_000;

/** Runs, jobs and ledger rows, some hundred thousand charges a transaction. */
export async function makeUsage(
  { sql }: DatabaseClient,
  { charges, projects }: Amount,
  progress: Progress,
): Promise<void> {
  const runs = Math.round(charges / CHARGES_A_RUN);
  for (let first = 0; first < runs; first += RUNS_A_CHUNK) {
    const end = Math.min(first + RUNS_A_CHUNK, runs);
    await sql.begin(async (tx) => {
      // What refers to a row is made from that row, so there is nothing to check.
      await tx`set local session_replication_role = replica`;
      await stageRuns(tx, { first, end, runs, projects });
      await stageCharges(tx);
      await writeUsage(tx);
    });
    progress.say(`  ${(end * CHARGES_A_RUN).toLocaleString("en-US")} charges made`);
  }
}
