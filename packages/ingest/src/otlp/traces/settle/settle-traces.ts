import type { IngestContext } from "../../../calls/ingest-context";
import type { TraceSpan } from "../read/trace-span";
import { deleteExpiredOnceAMinute } from "./delete-expired";
import { settleJobs } from "./settle-jobs";
import { saveSpanSummaries } from "./span-summaries";
import { saveUnsettledJobs, type UnsettledJob } from "./unsettled-jobs";

/**
 * Saves the data of these spans that later requests need, and then names and ends the jobs whose ancestors
 * are complete. `jobs` are the jobs of the model calls among the spans.
 *
 * It runs after the charges are committed. If the process crashes in between, the exporter sends the
 * request again, and the repeated request does the missing work.
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
