import { recordUsage, type UsageOutcome, type UsageReport } from "@ai-cost/ledger";
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
export const recordCalls = async (
  context: IngestContext,
  calls: readonly ReportedCall[],
): Promise<UsageOutcome[]> => recordReports(context, await reportsOf(context, calls));

/** The ledger's reports of calls, in order, with the project's prices and agent types. */
export async function reportsOf(
  { db, projectId }: IngestContext,
  calls: readonly ReportedCall[],
): Promise<UsageReport[]> {
  if (calls.length === 0) return [];
  const settings = await db.read(async (tx) => ({
    prices: await loadProjectPrices(tx, projectId),
    agentNames: await loadAgentNames(tx, projectId),
  }));
  return calls.map((call) => usageReportOfCall(call, settings));
}

/** Records reports as `recordCalls` does. */
export async function recordReports(
  context: IngestContext,
  reports: readonly UsageReport[],
): Promise<UsageOutcome[]> {
  const outcomes: UsageOutcome[] = [];
  for (let first = 0; first < reports.length; first += BATCH_CALLS)
    outcomes.push(
      ...(await recordUsage(context.db, context, reports.slice(first, first + BATCH_CALLS))),
    );
  return outcomes;
}
