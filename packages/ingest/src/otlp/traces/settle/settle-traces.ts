import { loadAgentNames } from "../../../calls/agent-names";
import type { IngestContext } from "../../../calls/ingest-context";
import type { RecordedSpans } from "../recorded-spans";
import { TraceTree } from "../tree/trace-tree";
import { deleteExpiredOnceAMinute } from "./delete-expired";
import { settleJobs } from "./settle-jobs";
import { settleWrappers } from "./settle-wrappers";
import { loadSpanSummaries, saveSpanSummaries } from "./span-summaries";
import { findUnsettledJobs, saveUnsettledJobs } from "./unsettled-jobs";

/**
 * Exporters send all spans of a trace within minutes, so a parent that is missing after an hour will not
 * arrive.
 */
const OVERDUE_AFTER_MS = 60 * 60 * 1000;

/**
 * Saves what later requests need of these spans. Then settles the jobs whose spans have arrived, and lets
 * wrappers give way to the calls beneath them.
 *
 * It runs after the charges are committed. If the process crashes in between, the exporter sends the
 * request again, and the repeated request does the missing work. Of two concurrent requests, at least the
 * one that saves last sees the spans of both.
 */
export async function settleTraces(context: IngestContext, recorded: RecordedSpans): Promise<void> {
  const { summaries, duplicateReports, unsettledJobs } = recorded;
  const saved = await context.db.write(async (tx) => {
    const saved = await saveSpanSummaries(tx, context, summaries, duplicateReports);
    await saveUnsettledJobs(tx, context, unsettledJobs);
    return saved;
  });
  const hasRepeated = saved < summaries.length;
  const { names, unsettled, stored } = await readOpenTraces(context, recorded, hasRepeated);
  const tree = new TraceTree([...stored, ...summaries]);
  await settleJobs(context, { tree, names }, { unsettled, reported: recorded.jobs });
  await settleWrappers(context, tree, recorded);
  await deleteExpiredOnceAMinute(context);
}

/**
 * The unsettled jobs of the traces, overdue jobs, and the spans that were saved around them and in shared
 * traces. If some of the spans were sent again, the spans of all traces are read, because the repeated request may have to do
 * the work of the first one.
 */
async function readOpenTraces(
  { db, projectId, now }: IngestContext,
  { summaries, sharedTraceIds }: RecordedSpans,
  hasRepeated: boolean,
) {
  const traceIds = [...new Set(summaries.map(({ traceId }) => traceId))];
  const overdueAt = new Date(now.getTime() - OVERDUE_AFTER_MS);
  return db.read(async (tx) => {
    const unsettled = await findUnsettledJobs(tx, projectId, { traceIds, overdueAt });
    const openTraceIds = new Set([...sharedTraceIds, ...unsettled.map(({ traceId }) => traceId)]);
    if (hasRepeated) for (const traceId of traceIds) openTraceIds.add(traceId);
    return {
      unsettled,
      stored: await loadSpanSummaries(tx, projectId, [...openTraceIds]),
      names: await loadAgentNames(tx, projectId),
    };
  });
}
