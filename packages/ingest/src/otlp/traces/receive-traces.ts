import type { IngestContext } from "../../calls/ingest-context";
import { type ExportResult, NOTHING_REJECTED } from "../export-result";
import type { ExportTraceServiceRequest } from "../proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import { Rejections } from "../rejections";
import { readSpans } from "./read/trace-span";
import { recordModelCalls } from "./record-model-calls";
import { settleTraces } from "./settle/settle-traces";
import { uncountedUsageWarning } from "./settle/uncounted-usage";

/**
 * Records the model calls that spans report. The ancestors of a call's span name and end the call's job;
 * the spans may arrive in any order. A call that cannot be read, or that conflicts with an earlier report,
 * is rejected; the other spans are still recorded.
 */
export async function receiveTraces(
  context: IngestContext,
  request: ExportTraceServiceRequest,
): Promise<ExportResult> {
  const spans = [...readSpans(request)];
  if (spans.length === 0) return NOTHING_REJECTED;
  const rejections = new Rejections();
  const jobs = await recordModelCalls(context, spans, rejections);
  await settleTraces(context, spans, jobs);
  const { rejected, messages } = rejections.result("span");
  const warning = await uncountedUsageWarning(context, spans);
  return { rejected, messages: warning === null ? messages : [...messages, warning] };
}
