import type { IngestContext } from "../../calls/ingest-context";
import type { ReportedCall } from "../../calls/reported-call";
import { loadSpanSummaries } from "../traces/settle/span-summaries";
import { idOf } from "../traces/tree/trace-tree";

/**
 * Looks up the spans of calls whose report names a span and no response id, and adds to each such call the
 * key under which the span's call was recorded. The report alone does not show this key, because the span
 * may have had a response id. Spans are stored for seven days.
 */
export async function withKeysOfSpans(
  { db, projectId }: IngestContext,
  calls: readonly ReportedCall[],
): Promise<readonly ReportedCall[]> {
  const traceIds = calls.flatMap(({ span, responseId }) =>
    span && !responseId ? span.traceId : [],
  );
  if (traceIds.length === 0) return calls;
  const spans = await db.read((tx) => loadSpanSummaries(tx, projectId, [...new Set(traceIds)]));
  const chargeKeys = new Map(spans.map((span) => [idOf(span), span.callKey]));
  return calls.map((call) => ({
    ...call,
    spanChargeKey: (call.span && chargeKeys.get(idOf(call.span))) ?? undefined,
  }));
}
