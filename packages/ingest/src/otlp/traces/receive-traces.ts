import type { IngestContext } from "../../calls/ingest-context";
import { recordCalls } from "../../calls/record-calls";
import type { ReportedCall } from "../../calls/reported-call";
import { UnreadableField } from "../../fields/unreadable-field";
import type { ExportResult } from "../export-result";
import type { ExportTraceServiceRequest } from "../proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import { rejectionReason } from "../rejection-reason";
import { Rejections } from "../rejections";
import { modelCallOf } from "./read/model-call";
import { agentNameOf, jobSpanId } from "./read/run-and-job";
import { type TraceSpan, traceSpansOf } from "./read/trace-span";
import { deleteExpiredNowAndThen } from "./settle/delete-expired";
import { settleJobs } from "./settle/settle-jobs";
import { saveSpanSummaries } from "./settle/span-summaries";
import { uncountedUsage } from "./settle/uncounted-usage";
import { saveUnsettledJobs, type UnsettledJob } from "./settle/unsettled-jobs";

interface SpanCall {
  span: TraceSpan;
  call: ReportedCall;
}

/**
 * Records the model calls that spans report, and names and finishes their jobs by the spans above
 * them, whichever come first. Whatever else a program traces is kept for that alone; a call that
 * cannot be read or contradicts an earlier report is refused, and those beside it are kept.
 *
 * The jobs are seen to once the charges are committed: what a crash leaves undone, the sender's
 * second try does.
 */
export async function receiveTraces(
  context: IngestContext,
  request: ExportTraceServiceRequest,
): Promise<ExportResult> {
  const spans = [...traceSpansOf(request)];
  if (spans.length === 0) return { rejected: 0, messages: [] };
  const refusals = new Rejections();
  const waiting = await recordSpanCalls(context, spans, refusals);
  await context.db.write(async (tx) => {
    await saveSpanSummaries(tx, context, spans);
    await saveUnsettledJobs(tx, context, waiting);
  });
  await settleJobs(context, [...new Set(spans.map(({ traceId }) => traceId))], waiting);
  await deleteExpiredNowAndThen(context);
  const { rejected, messages } = refusals.taken("span");
  const uncounted = await uncountedUsage(context, spans);
  return { rejected, messages: uncounted === null ? messages : [...messages, uncounted] };
}

/** Answers the jobs of the calls that are counted, now or before. */
async function recordSpanCalls(
  context: IngestContext,
  spans: readonly TraceSpan[],
  refusals: Rejections,
): Promise<UnsettledJob[]> {
  const calls = [...readCalls(spans, context.now, refusals)];
  const outcomes = await recordCalls(
    context,
    calls.map(({ call }) => call),
  );
  const waiting = new Map<string, UnsettledJob>();
  for (const [index, { span, call }] of calls.entries()) {
    const outcome = outcomes[index];
    const reason = outcome ? rejectionReason(outcome) : null;
    if (reason !== null) refusals.add(reason);
    else waiting.set(call.job.externalId, waitingJobOf(span, call));
  }
  return [...waiting.values()];
}

const waitingJobOf = (span: TraceSpan, call: ReportedCall): UnsettledJob => ({
  traceId: span.traceId,
  jobExternalId: call.job.externalId,
  spanId: jobSpanId(span),
  agentName: agentNameOf(span),
});

function* readCalls(
  spans: readonly TraceSpan[],
  now: Date,
  refusals: Rejections,
): Iterable<SpanCall> {
  for (const span of spans) {
    if (span.role !== "model call") continue;
    try {
      const call = modelCallOf(span, now);
      if (call) yield { span, call };
    } catch (error) {
      if (!(error instanceof UnreadableField)) throw error;
      refusals.add(error.message);
    }
  }
}
