import type { ReportedCall } from "../../../calls/reported-call";
import { storableName } from "../../../fields/storable";
import { RUN } from "../../semconv/attribute-names";
import { firstText } from "../../semconv/first-value";
import type { CallOrigin } from "../tree/job-of-call";
import type { TraceSpan } from "./trace-span";

/** Returns the facts in a call's span that determine the call's job. */
export function callOriginOf(span: TraceSpan): CallOrigin {
  const conversation = firstText(span.attributes, RUN);
  return {
    traceId: span.traceId,
    spanId: span.parentSpanId ?? span.spanId,
    agentName: span.agentName,
    conversation: conversation && storableName(conversation),
  };
}

/** The run of a call: the conversation, or the trace when the call's span names no conversation. */
export const runOf = ({ conversation, traceId }: CallOrigin): ReportedCall["run"] => ({
  externalId: conversation ?? traceId,
  isAssumed: conversation === null,
});
