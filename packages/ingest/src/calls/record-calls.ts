import { recordUsage, type UsageOutcome } from "@ai-cost/ledger";
import { loadProjectPrices } from "@ai-cost/pricing";
import { loadAgentNames } from "./agent-names";
import type { IngestContext } from "./ingest-context";
import type { ReportedCall } from "./reported-call";
import { usageReportOfCall } from "./usage-report-of-call";

const BATCH_CALLS = 1000;

/**
 * Prices calls and records them, up to a thousand in one transaction. Returns an outcome for each call, in
 * order, after everything is committed. When it throws, some of the transactions may already be committed.
 * The caller can then send all calls again, because a recorded call does not count twice.
 */
export async function recordCalls(
  { db, projectId, now }: IngestContext,
  calls: readonly ReportedCall[],
): Promise<UsageOutcome[]> {
  if (calls.length === 0) return [];
  const settings = await db.read(async (tx) => ({
    prices: await loadProjectPrices(tx, projectId),
    agentNames: await loadAgentNames(tx, projectId),
  }));
  const outcomes: UsageOutcome[] = [];
  for (let first = 0; first < calls.length; first += BATCH_CALLS) {
    const batch = calls.slice(first, first + BATCH_CALLS);
    const reports = batch.map((call) => usageReportOfCall(call, settings));
    outcomes.push(...(await recordUsage(db, { projectId, now }, reports)));
  }
  return outcomes;
}
