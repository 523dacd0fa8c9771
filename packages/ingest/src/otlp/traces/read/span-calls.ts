import { callKeys } from "../../../calls/call-keys";
import { UnreadableField } from "../../../fields/unreadable-field";
import type { Rejections } from "../../rejections";
import type { CallOrigin } from "../tree/job-of-call";
import { idOf } from "../tree/trace-tree";
import { callOriginOf } from "./call-origin";
import { type JoblessCall, modelCallOf } from "./model-call";
import type { TraceSpan } from "./trace-span";

/** The call that a span reports. */
export interface SpanCall {
  /** The id of the span, which is unique over all traces. */
  spanId: string;
  origin: CallOrigin;
  call: JoblessCall;
  /** The idempotency key of the call. */
  key: string;
}

/**
 * Yields the calls that the spans report, each with its span. Spans of calls that cannot be read are
 * rejected.
 */
export function* readCalls(
  spans: readonly TraceSpan[],
  now: Date,
  rejections: Rejections,
): Iterable<[TraceSpan, SpanCall]> {
  for (const span of spans) {
    if (span.role !== "model call") continue;
    try {
      const origin = callOriginOf(span);
      const call = modelCallOf(span, origin, now);
      if (!call) continue;
      yield [span, { spanId: idOf(span), origin, call, key: callKeys(call).idempotencyKey }];
    } catch (error) {
      if (!(error instanceof UnreadableField)) throw error;
      rejections.add(error.message);
    }
  }
}
