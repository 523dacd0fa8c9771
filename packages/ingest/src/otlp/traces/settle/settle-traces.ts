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
  const { summaries, unsettledJobs } = recorded;
  await context.db.write(async (tx) => {
    await saveSpanSummaries(tx, context, summaries);
    await saveUnsettledJobs(tx, context, unsettledJobs);
  });
  const { names, unsettled, stored } = await readOpenTraces(context, recorded);
  const tree = new TraceTree([...stored, ...summaries]);
  await settleJobs(context, { tree, names }, { unsettled, reported: recorded.jobs });
  await settleWrappers(context, tree, recorded);
  await deleteExpiredOnceAMinute(context);
}

/** The unsettled jobs of the traces, overdue jobs, and the spans that were saved around them. */
async function readOpenTraces({ db, projectId, now }: IngestContext, { summaries }: RecordedSpans) {
  const traceIds = [...new Set(summaries.map(({ traceId }) => traceId))];
  const overdueAt = new Date(now.getTime() - OVERDUE_AFTER_MS);
  return db.read(async (tx) => {
    const unsettled = await findUnsettledJobs(tx, projectId, { traceIds, overdueAt });
    const openTraceIds = [...new Set(unsettled.map(({ traceId }) => traceId))];
    return {
      unsettled,
      stored: await loadSpanSummaries(tx, projectId, openTraceIds),
      names: await loadAgentNames(tx, projectId),
    };
  });
}
