import type { ReportedCall } from "../../../calls/reported-call";
import { storableName } from "../../../fields/storable";
import { RUN } from "../../semconv/attribute-names";
import { firstText } from "../../semconv/first-value";
import { type CallOrigin, jobNameOf } from "../tree/job-of-call";
import type { TraceSpan } from "./trace-span";

/** What the span of a call says about the call's job. */
export function callOriginOf(span: TraceSpan): CallOrigin {
  const conversation = firstText(span.attributes, RUN);
  return {
    traceId: span.traceId,
    spanId: span.parentSpanId ?? span.spanId,
    agentName: span.agentName,
    conversation: conversation && storableName(conversation),
  };
}

/**
 * The run and the provisional job of a call, determined from its span alone. The run is the conversation,
 * or the trace when the span names no conversation. The job is the work of the span above. The spans above
 * that one tell later which job it is a part of, which agent did it, and how it ended.
 */
export function runAndJobOf(span: TraceSpan): Pick<ReportedCall, "run" | "job"> {
  const origin = callOriginOf(span);
  return {
    run: {
      externalId: origin.conversation ?? span.traceId,
      isAssumed: origin.conversation === null,
    },
    job: {
      externalId: jobNameOf(origin),
      isAssumed: true,
      agentName: null,
      waitsForAgent: true,
    },
  };
}
