import type { ReportedCall } from "../../../calls/reported-call";
import { compoundName } from "../../../fields/compound-name";
import { storableName } from "../../../fields/storable";
import { RUN } from "../../semconv/attribute-names";
import { firstText } from "../../semconv/first-value";
import type { TraceSpan } from "./trace-span";

/** The span whose work a call belongs to, as far as the call itself can tell: its parent, or the call at the root. */
export const jobSpanId = ({ parentSpanId, spanId }: TraceSpan): string => parentSpanId ?? spanId;

/**
 * The run and job of a call, from its span alone. The run is the conversation, or the trace where the
 * span names no conversation. Calls below one parent are one job if they name the same agent and
 * conversation. The ancestors of the span name the job's agent and end it later.
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
