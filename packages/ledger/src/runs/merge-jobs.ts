import type { TenantDatabase } from "@ai-cost/db";
import type { Outcome } from "../outcome";
import type { LedgerScope } from "../report";

/** Says that a provisional job turned out to be a part of another job. */
export interface JobMerge {
  /** The provisional job's external id. */
  fromExternalId: string;
  /** The external id of the job that counts from now on. */
  intoExternalId: string;
  /** The external id of the run in which a job of the two is created when it does not exist. */
  runExternalId: string;
  /**
   * The agent type of the job that counts, for a job that has none yet. What is known of the
   * provisional job's agent does not count.
   */
  agentType?: string | null;
  /** The agent's name, from which a mapping derived `agentType`. */
  agentName?: string;
}

/**
 * Merges provisional jobs into the jobs that they are parts of. From then on a provisional job's
 * charges count for the other job, under its agent type and in its run, and the provisional job itself
 * counts no more. So do charges that arrive later for the provisional job. Its agent and its status do
 * not count, whether they are reported before or after.
 *
 * Jobs that do not exist are created. A job that others were merged into can be merged itself; then
 * they are all merged into the last one. Returns an outcome for each merge, in order: `duplicate` when
 * the two are one job already.
 */
export async function mergeJobs(
  _db: TenantDatabase,
  _scope: LedgerScope,
  _merges: readonly JobMerge[],
): Promise<Outcome[]> {
  throw new Error("merging jobs is not built yet");
}
