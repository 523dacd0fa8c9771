import { type Executor, listOf, rowsOf } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { IngestContext } from "../../../calls/ingest-context";
import type { SpanSummary } from "../tree/span-summary";
import { TraceTree } from "../tree/trace-tree";
import { loadSpanSummaries } from "./span-summaries";

interface OpenPlace extends Record<string, unknown> {
  traceId: string;
  spanId: string;
  /** True for a call that was sent before. False for the span above a call whose job is unsettled. */
  isRepeated: boolean;
}

/**
 * Returns the spans that earlier requests saved, for the traces in which a call of this request may be a
 * wrapper of an earlier call. Most requests have no such trace: when all spans above a call have arrived,
 * its job is settled, and few calls are sent again.
 */
export async function findSpansBeneath(
  { db, projectId }: IngestContext,
  received: readonly SpanSummary[],
): Promise<SpanSummary[]> {
  const calls = received.filter(({ callKey }) => callKey !== null);
  if (calls.length === 0) return [];
  const tree = new TraceTree(received);
  const isBelowCall = ({ traceId, spanId }: OpenPlace): boolean =>
    tree.ancestorsFrom(traceId, spanId).spans.some(({ callKey }) => callKey !== null);
  return db.read(async (tx) => {
    const places = await findOpenPlaces(tx, projectId, calls);
    const open = places.filter((place) => place.isRepeated || isBelowCall(place));
    return loadSpanSummaries(tx, projectId, [...new Set(open.map(({ traceId }) => traceId))]);
  });
}

/**
 * Finds the calls of this request that were sent before, and the unsettled jobs of its traces. The lateral
 * join looks up each call separately. With a plain join or a list of span ids, Postgres would read all
 * spans of a project that it has no statistics for.
 */
function findOpenPlaces(
  db: Executor,
  projectId: string,
  calls: readonly SpanSummary[],
): Promise<OpenPlace[]> {
  const traceIds = [...new Set(calls.map(({ traceId }) => traceId))];
  const rows = calls.map(({ traceId, spanId }) => ({ traceId, spanId }));
  const received = rowsOf("received", { traceId: "text", spanId: "text" }, rows);
  return db.execute<OpenPlace>(sql`
    select trace_id as "traceId", span_id as "spanId", false as "isRepeated" from unsettled_jobs
    where project_id = ${projectId} and trace_id = any(${listOf(traceIds, "text")})
    union all
    select received."traceId", received."spanId", true from ${received}
    cross join lateral (
      select from trace_spans
      where project_id = ${projectId} and trace_id = received."traceId" and span_id = received."spanId"
        and charge_key is not null
      limit 1
    ) as stored`);
}
