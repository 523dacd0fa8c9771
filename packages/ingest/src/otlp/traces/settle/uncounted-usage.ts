import { listOf } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { IngestContext } from "../../../calls/ingest-context";
import { reportsUsage } from "../read/span-role";
import type { TraceSpan } from "../read/trace-span";

/**
 * What to tell a sender whose traces bear tokens on agents' spans and have no span of a model call,
 * so far as they have come; null when there is none.
 */
export async function uncountedUsage(
  { db, projectId }: IngestContext,
  spans: readonly TraceSpan[],
): Promise<string | null> {
  const repeating = spans.filter((span) => span.role !== "model call" && reportsUsage(span));
  if (repeating.length === 0) return null;
  const traceIds = [...new Set(repeating.map(({ traceId }) => traceId))];
  const withCalls = await db.read((tx) =>
    tx.execute<{ traceId: string }>(sql`
      select distinct trace_id as "traceId" from trace_spans
      where project_id = ${projectId} and trace_id = any(${listOf(traceIds, "text")}) and is_model_call`),
  );
  const counted = new Set(withCalls.map(({ traceId }) => traceId));
  const uncounted = repeating.filter(({ traceId }) => !counted.has(traceId)).length;
  if (uncounted === 0) return null;
  const spansAre =
    uncounted === 1 ? "1 span that is no model call" : `${uncounted} spans that are no model calls`;
  return `Usage on ${spansAre} was not counted: it repeats that of the model calls below, and no span of one has come in the same trace. Turn on the spans of model calls.`;
}
