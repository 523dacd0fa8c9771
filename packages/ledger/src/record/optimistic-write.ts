import type { TenantDatabase } from "@ai-cost/db";
import { noteNearlyFull } from "../month-limits/nearly-full";
import { insertOnlyStatement, isWritten } from "../unit-of-work/apply-writes";
import { changesKeys, hasUpdates } from "../unit-of-work/pending-writes";
import { isStaleCache } from "../unit-of-work/write-conflict";
import { addReports } from "./add-reports";
import { RecordedCalls } from "./recorded-calls";
import { cachedWrites, cacheRows } from "./row-cache";
import { lockFor, type UsageBatch, validReportsIn } from "./usage-batch";
import type { UsageOutcome } from "./usage-report";

/**
 * Records batches in a transaction with a single statement. It takes runs and jobs from the cache instead
 * of reading them first. It writes nothing and returns null in these cases: an existing row must change, a
 * report conflicts, two charges of the batches turn out to be one call, an idempotency key is taken, the
 * cache is stale, or a month is nearly full.
 */
export async function recordOptimistically(
  db: TenantDatabase,
  projectId: string,
  batches: readonly UsageBatch[],
): Promise<UsageOutcome[][] | null> {
  const writes = cachedWrites(projectId, batches.flatMap(validReportsIn));
  const recorded = RecordedCalls.none();
  const lock = lockFor(batches);
  const outcomes = batches.map((batch) => addReports(writes, batch, recorded));
  const hasConflict = outcomes.flat().some(({ outcome }) => outcome === "conflict");
  if (hasConflict || hasUpdates(writes) || writes.redirectedCharges.length > 0) return null;
  if (lock === "shared" && changesKeys(writes)) return null;
  try {
    const [written] = await db.writeAtOnce(insertOnlyStatement(projectId, writes), lock);
    if (!isWritten(written)) return null;
  } catch (error) {
    if (isStaleCache(error) || noteNearlyFull(projectId, error)) return null;
    throw error;
  }
  cacheRows(projectId, writes);
  return outcomes;
}
