import { mapInSlices } from "@ai-cost/fairness";
import type { IngestContext } from "../../calls/ingest-context";
import { type ExportResult, NOTHING_REJECTED } from "../export-result";
import type { ExportTraceServiceRequest } from "../proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import { Rejections } from "../rejections";
import { isLeaf } from "./read/leaf-span";
import { readCalls } from "./read/span-calls";
import { readSpans } from "./read/trace-span";
import { recordModelCalls } from "./record-model-calls";
import { settleTraces } from "./settle/settle-traces";
import { uncountedUsageWarning } from "./settle/uncounted-usage";
import { summaryOf } from "./tree/span-summary";

/**
 * Records the model calls that spans report. The spans above a call determine the call's job, its agent
 * and how it ended. The spans may arrive in any order. A call that cannot be read, or that conflicts with
 * an earlier report, is rejected; the remaining spans are still recorded.
 */
export async function receiveTraces(
  context: IngestContext,
  request: ExportTraceServiceRequest,
): Promise<ExportResult> {
  const spans = await mapInSlices(readSpans(request), (span) => span);
  if (spans.length === 0) return NOTHING_REJECTED;
  const rejections = new Rejections();
  const reading = readCalls(spans, context.now, rejections);
  const calls = new Map(await mapInSlices(reading, (call) => call));
  const inner = spans.filter((span) => !isLeaf(span));
  const summaries = await mapInSlices(inner, (span) =>
    summaryOf(span, calls.get(span)?.key ?? null, context.now),
  );
  const recorded = await recordModelCalls(context, summaries, [...calls.values()], rejections);
  await settleTraces(context, { ...recorded, summaries });
  const { rejected, messages } = rejections.result("span");
  const warning = await uncountedUsageWarning(context, spans);
  return { rejected, messages: warning === null ? messages : [...messages, warning] };
}
