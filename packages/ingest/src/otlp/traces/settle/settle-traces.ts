import type { IngestContext } from "../../../calls/ingest-context";
import type { TraceSpan } from "../read/trace-span";
import { deleteExpiredOnceAMinute } from "./delete-expired";
import { settleJobs } from "./settle-jobs";
import { saveSpanSummaries } from "./span-summaries";
import { saveUnsettledJobs, type UnsettledJob } from "./unsettled-jobs";

/**
 * Saves what later requests need to know of these spans, then names and ends the jobs whose ancestor
 * spans are complete. `jobs` are the jobs of the model calls among the spans.
 *
 * It runs after the charges are committed. After a crash in between, the exporter sends the request
 * again, which does the rest.
 */
export async function settleTraces(
  context: IngestContext,
  spans: readonly TraceSpan[],
  jobs: readonly UnsettledJob[],
): Promise<void> {
  await context.db.write(async (tx) => {
    await saveSpanSummaries(tx, context, spans);
    await saveUnsettledJobs(tx, context, jobs);
  });
  const traceIds = new Set(spans.map(({ traceId }) => traceId));
  await settleJobs(context, [...traceIds], jobs);
  await deleteExpiredOnceAMinute(context);
}
