import type { IngestContext } from "../../calls/ingest-context";
import { recordCalls } from "../../calls/record-calls";
import type { ReportedCall } from "../../calls/reported-call";
import { UnreadableField } from "../../fields/unreadable-field";
import { rejectionReason } from "../rejection-reason";
import type { Rejections } from "../rejections";
import { modelCallOf } from "./read/model-call";
import { jobSpanId } from "./read/run-and-job";
import type { TraceSpan } from "./read/trace-span";
import type { UnsettledJob } from "./settle/unsettled-jobs";

interface SpanCall {
  span: TraceSpan;
  call: ReportedCall;
}

/**
 * Records the model calls among the spans. Returns the jobs of all calls that were recorded now or by an
 * earlier request.
 */
export async function recordModelCalls(
  context: IngestContext,
  spans: readonly TraceSpan[],
  rejections: Rejections,
): Promise<UnsettledJob[]> {
  const calls = [...readCalls(spans, context.now, rejections)];
  const outcomes = await recordCalls(
    context,
    calls.map(({ call }) => call),
  );
  const jobs = new Map<string, UnsettledJob>();
  for (const [index, { span, call }] of calls.entries()) {
    const outcome = outcomes[index];
    const reason = outcome ? rejectionReason(outcome) : null;
    if (reason !== null) rejections.add(reason);
    else jobs.set(call.job.externalId, unsettledJob(span, call));
  }
  return [...jobs.values()];
}

const unsettledJob = (span: TraceSpan, call: ReportedCall): UnsettledJob => ({
  traceId: span.traceId,
  jobExternalId: call.job.externalId,
  spanId: jobSpanId(span),
  agentName: span.agentName,
});

function* readCalls(
  spans: readonly TraceSpan[],
  now: Date,
  rejections: Rejections,
): Iterable<SpanCall> {
  for (const span of spans) {
    if (span.role !== "model call") continue;
    try {
      const call = modelCallOf(span, now);
      if (call) yield { span, call };
    } catch (error) {
      if (!(error instanceof UnreadableField)) throw error;
      rejections.add(error.message);
    }
  }
}
