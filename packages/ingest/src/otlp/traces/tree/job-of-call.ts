import { compoundName } from "../../../fields/compound-name";
import { storableName } from "../../../fields/storable";
import type { SpanSummary } from "./span-summary";
import type { Ancestors, TraceTree } from "./trace-tree";

/** What a call's span says about the call's job. */
export interface CallOrigin {
  traceId: string;
  /** The span above the call, or the call's own span when it has no parent. The search for the job starts here. */
  spanId: string;
  /** The agent that the call's span names. */
  agentName: string | null;
  /** The conversation that the call's span names. */
  conversation: string | null;
}

/** The job of a call, as far as the spans that have arrived tell it. */
export interface CallJob {
  /** The name of the job; null while the span of the job's work is not known. */
  externalId: string | null;
  /** Whether nothing more can become known about the job. */
  isSettled: boolean;
  /** The name of the nearest agent. */
  agentName: string | null;
  /** The name of the nearest service. */
  serviceName: string | null;
  /** How the job ended; null while the span of its work has not arrived. */
  end: Pick<SpanSummary, "isFailed" | "endedAt"> | null;
}

/** A job whose name is known, even if it may turn out to be a part of another one. */
export type KnownJob = CallJob & { externalId: string };

/** The name of a job, whose work is the work of a span. */
export const jobNameOf = ({ traceId, spanId, agentName, conversation }: CallOrigin): string =>
  storableName(compoundName("otel", traceId, spanId, agentName ?? "", conversation ?? ""));

/**
 * The job of a call: the work of the nearest agent above the call, or of the whole trace when there is no
 * agent above. Calls that name another agent than the job's span does are a job of their own, because
 * that agent has no span.
 *
 * For an overdue call, the spans that are missing are not expected any more, and the last known span
 * counts as the root.
 */
export function jobOfCall(tree: TraceTree, origin: CallOrigin, isOverdue = false): CallJob {
  const ancestors = tree.ancestorsFrom(origin.traceId, origin.spanId);
  const { spans, isComplete } = ancestors;
  const jobSpan = spans.find(({ role }) => role === "agent") ?? (isComplete ? spans.at(-1) : null);
  const agentName = origin.agentName ?? firstOf(spans, ({ agentName }) => agentName);
  const isFound = jobSpan != null;
  return {
    externalId: isFound || isOverdue ? jobNameOf(placeOf(origin, ancestors, jobSpan)) : null,
    isSettled: isComplete || isOverdue || (isFound && agentName !== null),
    agentName,
    serviceName: firstOf(spans, ({ serviceName }) => serviceName),
    end: jobSpan ?? (isOverdue ? (spans.at(-1) ?? lastCallOf(tree, origin)) : null),
  };
}

function placeOf(
  origin: CallOrigin,
  { spans, topSpanId }: Ancestors,
  jobSpan: SpanSummary | null | undefined,
): CallOrigin {
  const below = jobSpan ? spans.slice(0, spans.indexOf(jobSpan)) : spans;
  const ownName = origin.agentName ?? firstOf(below, ({ agentName }) => agentName);
  return {
    ...origin,
    spanId: jobSpan?.spanId ?? topSpanId,
    agentName: ownName === jobSpan?.agentName ? null : ownName,
  };
}

/** The end of the last call below a span that never arrived. The work failed if all the calls failed. */
function lastCallOf(tree: TraceTree, { traceId, spanId }: CallOrigin): CallJob["end"] {
  const calls = [...tree.spans()].filter(
    (span) => span.traceId === traceId && span.parentSpanId === spanId,
  );
  const [first, ...others] = calls;
  if (!first) return null;
  const last = others.reduce((last, call) => (call.endedAt > last.endedAt ? call : last), first);
  return { endedAt: last.endedAt, isFailed: calls.every(({ isFailed }) => isFailed) };
}

function firstOf<Value>(
  spans: readonly SpanSummary[],
  read: (span: SpanSummary) => Value | null,
): Value | null {
  for (const span of spans) {
    const value = read(span);
    if (value !== null) return value;
  }
  return null;
}
