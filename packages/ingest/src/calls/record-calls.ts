import { mapInSlices } from "@ai-cost/fairness";
import { recordUsage, type UsageOutcome, type UsageReport } from "@ai-cost/ledger";
import { loadProjectPrices } from "@ai-cost/pricing";
import { loadAgentNames } from "./agent-names";
import type { IngestContext } from "./ingest-context";
import type { ReportedCall } from "./reported-call";
import { type ProjectSettings, usageReportOfCall } from "./usage-report-of-call";

const BATCH_CALLS = 1000;

/**
 * Prices calls and records them, up to a thousand in one transaction. Returns an outcome for each call, in
 * order, after everything is committed. When it throws, some of the transactions may already be committed.
 * The caller can then send all calls again, because a recorded call does not count twice.
 */
export async function recordCalls(
  context: IngestContext,
  calls: readonly ReportedCall[],
): Promise<UsageOutcome[]> {
  if (calls.length === 0) return [];
  const settings = await loadSettings(context);
  const reports = await mapInSlices(calls, (call) => usageReportOfCall(call, settings));
  return recordReports(context, reports);
}

/** Reads the project's own prices and agent names. */
export const loadSettings = ({ db, projectId }: IngestContext): Promise<ProjectSettings> =>
  db.read(async (tx) => {
    const [prices, agentNames] = await Promise.all([
      loadProjectPrices(tx, projectId),
      loadAgentNames(tx, projectId),
    ]);
    return { prices, agentNames };
  });

/**
 * Records reports that are already priced, in batches of at most a thousand, each in its own transaction.
 * Returns an outcome for each report, in order.
 */
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
