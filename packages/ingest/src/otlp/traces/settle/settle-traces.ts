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
 * The time after which a missing parent span is no longer expected. Exporters send all spans of a trace
 * within minutes.
 */
const OVERDUE_AFTER_MS = 60 * 60 * 1000;

/**
 * Saves the summaries of these spans for later requests. Then it settles the jobs whose spans have
 * arrived, and brings the charges of wrappers to 0, because the calls inside them are counted.
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
 * Reads the unsettled jobs of the traces, the overdue jobs, and the saved spans of their traces and of
 * shared traces. If some spans were sent before, it reads the spans of all traces, because the earlier
 * request may have been interrupted before its work was done.
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
