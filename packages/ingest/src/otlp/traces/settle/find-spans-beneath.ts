import type { IngestContext } from "../../../calls/ingest-context";
import type { SpanSummary } from "../tree/span-summary";
import { TraceTree } from "../tree/trace-tree";
import { loadSpanSummaries } from "./span-summaries";
import { findUnsettledJobsIn } from "./unsettled-jobs";

/**
 * The spans that earlier requests saved in those traces in which a call of this request may be a wrapper
 * of an earlier call. There are none in most requests, because a job whose spans have all arrived is not
 * unsettled any more.
 */
export async function findSpansBeneath(
  { db, projectId }: IngestContext,
  received: readonly SpanSummary[],
): Promise<SpanSummary[]> {
  const calls = received.filter(({ callKey }) => callKey !== null);
  if (calls.length === 0) return [];
  const tree = new TraceTree(received);
  const callTraceIds = [...new Set(calls.map(({ traceId }) => traceId))];
  return db.read(async (tx) => {
    const unsettled = await findUnsettledJobsIn(tx, projectId, callTraceIds);
    const traceIds = unsettled
      .filter(({ traceId, spanId }) =>
        tree.ancestorsFrom(traceId, spanId).spans.some(({ callKey }) => callKey !== null),
      )
      .map(({ traceId }) => traceId);
    return loadSpanSummaries(tx, projectId, [...new Set(traceIds)]);
  });
}
