import type { NestedReport } from "@ai-cost/ledger";
import { storableText } from "../../../fields/storable";
import type { SpanRole } from "../read/span-role";
import type { TraceSpan } from "../read/trace-span";

const MAX_SERVICE_NAME_LENGTH = 200;

/** The fields of a span that are stored for later requests with the spans above and below it. */
export interface SpanSummary {
  traceId: string;
  spanId: string;
  /** The id of the parent span; null for the root of a trace. */
  parentSpanId: string | null;
  serviceName: string | null;
  role: SpanRole;
  agentName: string | null;
  /** The idempotency key of the call that the span reports; null when the span reports no call. */
  callKey: string | null;
  /** Whether the span has token counts although it is not a model call. */
  repeatsUsage: boolean;
  isFailed: boolean;
  endedAt: Date;
  /**
   * The report of the span; null or absent unless another report of the same call had been recorded
   * before. The ledger stores nothing of such a report.
   */
  report?: NestedReport | null | undefined;
}

export const summaryOf = (span: TraceSpan, callKey: string | null, now: Date): SpanSummary => ({
  traceId: span.traceId,
  spanId: span.spanId,
  parentSpanId: span.parentSpanId,
  serviceName: span.serviceName && storableText(span.serviceName, MAX_SERVICE_NAME_LENGTH),
  role: span.role,
  agentName: span.agentName,
  callKey,
  repeatsUsage: span.role !== "model call" && span.reportsUsage,
  isFailed: span.isFailed,
  endedAt: span.endedAt ?? now,
});
