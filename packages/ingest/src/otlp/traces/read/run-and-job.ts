import type { ReportedCall } from "../../../calls/reported-call";
import { compoundName } from "../../../fields/compound-name";
import { storableName } from "../../../fields/storable";
import { RUN } from "../../semconv/attribute-names";
import { firstText } from "../../semconv/first-value";
import type { TraceSpan } from "./trace-span";

/**
 * The id of the span whose work a call belongs to: the parent of the call's span, or the call's span
 * itself when it has no parent.
 */
export const jobSpanId = ({ parentSpanId, spanId }: TraceSpan): string => parentSpanId ?? spanId;

/**
 * The run and the job of a call, determined from its span alone. The run is the conversation, or the trace
 * when the span names no conversation. Calls with the same parent are one job if they name the same agent
 * and conversation. The agent and the end of the job are found later, from the ancestors of the span.
 */
export function runAndJobOf(span: TraceSpan): Pick<ReportedCall, "run" | "job"> {
  const conversation = firstText(span.attributes, RUN);
  const jobName = compoundName(
    "otel",
    span.traceId,
    jobSpanId(span),
    span.agentName ?? "",
    conversation ?? "",
  );
  return {
    run: {
      externalId: storableName(conversation ?? span.traceId),
      isAssumed: conversation === null,
    },
    job: {
      externalId: storableName(jobName),
      isAssumed: true,
      agentName: null,
      waitsForAgent: true,
    },
  };
}
