import { recordUsage, type UsageOutcome } from "@ai-cost/ledger";
import { loadProjectPrices } from "@ai-cost/pricing";
import { loadAgentNames } from "./agent-names";
import type { IngestContext } from "./ingest-context";
import type { ReportedCall } from "./reported-call";
import { usageReport } from "./usage-report";

const BATCH_CALLS = 1000;

/**
 * Prices calls and records them, a thousand in one transaction; answers for each call, in order.
 * When this returns, all of it is committed; when it throws, a first part may be, and sending the
 * whole again counts that once.
 */
export async function recordCalls(
  { db, projectId, now }: IngestContext,
  calls: readonly ReportedCall[],
): Promise<UsageOutcome[]> {
  if (calls.length === 0) return [];
  const { prices, agentNames } = await db.read(async (tx) => ({
    prices: await loadProjectPrices(tx, projectId),
    agentNames: await loadAgentNames(tx, projectId),
  }));
  const outcomes: UsageOutcome[] = [];
  for (let first = 0; first < calls.length; first += BATCH_CALLS) {
    const batch = calls.slice(first, first + BATCH_CALLS);
    const reports = batch.map((call) => usageReport(call, { prices, agentNames }));
    outcomes.push(...(await recordUsage(db, { projectId, now }, reports)));
  }
  return outcomes;
}
