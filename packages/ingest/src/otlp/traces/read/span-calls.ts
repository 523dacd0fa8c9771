import { callKeys } from "../../../calls/call-keys";
import { UnreadableField } from "../../../fields/unreadable-field";
import type { Rejections } from "../../rejections";
import { type JoblessCall, modelCallOf } from "./model-call";
import type { TraceSpan } from "./trace-span";

/** A span with the call that it reports. */
export interface SpanCall {
  span: TraceSpan;
  call: JoblessCall;
  /** The idempotency key of the call. */
  key: string;
}

/** The calls that the spans report. Spans of calls that cannot be read are rejected. */
export function* readCalls(
  spans: readonly TraceSpan[],
  now: Date,
  rejections: Rejections,
): Iterable<SpanCall> {
  for (const span of spans) {
    if (span.role !== "model call") continue;
    try {
      const call = modelCallOf(span, now);
      if (call) yield { span, call, key: callKeys(call).idempotencyKey };
    } catch (error) {
      if (!(error instanceof UnreadableField)) throw error;
      rejections.add(error.message);
    }
  }
}
