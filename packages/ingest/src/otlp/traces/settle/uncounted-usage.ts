import { listOf } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { IngestContext } from "../../../calls/ingest-context";
import type { TraceSpan } from "../read/trace-span";

/**
 * Returns a warning for a sender whose traces have token counts only on the spans of agents and no span of
 * a model call yet; null when there is no such trace.
 */
export async function uncountedUsageWarning(
  { db, projectId }: IngestContext,
  spans: readonly TraceSpan[],
): Promise<string | null> {
  const repeating = spans.filter((span) => span.role !== "model call" && span.reportsUsage);
  if (repeating.length === 0) return null;
  const traceIds = [...new Set(repeating.map(({ traceId }) => traceId))];
  const tracesWithCalls = await db.read((tx) =>
    tx.execute<{ traceId: string }>(sql`
      select distinct trace_id as "traceId" from trace_spans
      where project_id = ${projectId} and trace_id = any(${listOf(traceIds, "text")}) and is_model_call`),
  );
  const counted = new Set(tracesWithCalls.map(({ traceId }) => traceId));
  const uncounted = repeating.filter(({ traceId }) => !counted.has(traceId)).length;
  if (uncounted === 0) return null;
  const which =
    uncounted === 1
      ? "1 span that is not a model call"
      : `${uncounted} spans that are not model calls`;
  return `Usage on ${which} was not counted: it repeats the usage of the model calls below, and the trace has no span of a model call. Turn on the spans of model calls.`;
}
