import { agentTypeOfName, MAX_AGENT_NAME_LENGTH } from "@ai-cost/domain";
import type { ReportedCall } from "../../../calls/reported-call";
import { compoundName } from "../../../fields/compound-name";
import { storable, storableName } from "../../../fields/storable";
import { claudeCodeAgent } from "../../logs/claude-code";
import { AGENT_NAME, CLAUDE_CODE, INVOCATION_NAME, RUN } from "../../semconv/attribute-names";
import { firstText } from "../../semconv/first-value";
import type { TraceSpan } from "./trace-span";

/** The agent that the span itself names; null when it names none. */
export function agentNameOf(span: TraceSpan): string | null {
  const name = storable(saidAgentName(span) ?? "", MAX_AGENT_NAME_LENGTH);
  return agentTypeOfName(name) === null ? null : name;
}

function saidAgentName(span: TraceSpan): string | null {
  const { attributes } = span;
  if (span.name === CLAUDE_CODE.spanName) return claudeCodeAgent(attributes);
  const name = firstText(attributes, AGENT_NAME);
  return name === null && span.role === "agent" ? firstText(attributes, INVOCATION_NAME) : name;
}

/** The span that bounds a call's job as far as the call can know: its parent, or itself at the root. */
export const jobSpanId = ({ parentSpanId, spanId }: TraceSpan): string => parentSpanId ?? spanId;

/**
 * The run and the job of a call, from its span alone: the run is its conversation, else its trace;
 * its job what its parent span did, told apart by the run and the agent that the call itself names.
 * Who that agent is and how the job ended, the spans above will say.
 */
export function placeOfCall(span: TraceSpan): Pick<ReportedCall, "run" | "job"> {
  const run = firstText(span.attributes, RUN);
  const agentName = agentNameOf(span);
  const name = compoundName("otel", span.traceId, jobSpanId(span), agentName ?? "", run ?? "");
  return {
    run: {
      externalId: storableName(run ?? span.traceId),
      isAssumed: run === null,
    },
    job: {
      externalId: storableName(name),
      isAssumed: true,
      agentName: null,
      waitsForAgent: true,
    },
  };
}
