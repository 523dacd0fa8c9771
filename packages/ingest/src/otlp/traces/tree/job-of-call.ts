import { compoundName } from "../../../fields/compound-name";
import { storableName } from "../../../fields/storable";
import type { SpanSummary } from "./span-summary";
import type { TraceTree } from "./trace-tree";

/** The facts in a call's span that determine the call's job. */
export interface CallOrigin {
  traceId: string;
  /**
   * The span above the call, or the call's own span when it has no parent. The search for the job starts
   * at this span.
   */
  spanId: string;
  /** The agent that the call's span names. */
  agentName: string | null;
  /** The conversation that the call's span names. */
  conversation: string | null;
}

/** The job of a call, as far as the spans that have arrived determine it. */
export interface CallJob {
  /** The name of the job. It is provisional while spans are missing. */
  externalId: string;
  /** Whether later spans cannot change the job any more. */
  isSettled: boolean;
  /** The name of the nearest agent. */
  agentName: string | null;
  /** The name of the nearest service. */
  serviceName: string | null;
  /** How and when the job ended; null while the span that ends it has not arrived. */
  end: Pick<SpanSummary, "isFailed" | "endedAt"> | null;
}

/**
 * Returns the job of a call: the work of the nearest agent above the call, or of the whole trace when
 * there is no agent above. While spans are missing, it is the work of the topmost span whose id is known.
 * If calls name another agent than the job's span does, they have a separate job, because that agent has
 * no span.
 *
 * For an overdue call, missing spans are no longer expected.
 */
export function jobOfCall(tree: TraceTree, origin: CallOrigin, isOverdue = false): CallJob {
  const { spans, isComplete, topSpanId } = tree.ancestorsFrom(origin.traceId, origin.spanId);
  const agent = spans.find(({ role }) => role === "agent");
  const jobSpan = agent ?? (isComplete ? spans.at(-1) : undefined);
  const last = isOverdue ? (spans.at(-1) ?? lastCallOf(tree, origin)) : null;
  const agentName = origin.agentName ?? firstOf(spans, ({ agentName }) => agentName);
  const spanId = jobSpan?.spanId ?? topSpanId;
  return {
    externalId: jobNameOf({ ...origin, spanId, agentName: ownName(origin, spans, jobSpan) }),
    isSettled: isComplete || isOverdue || (agent !== undefined && agentName !== null),
    agentName,
    serviceName: firstOf(spans, ({ serviceName }) => serviceName) ?? last?.serviceName ?? null,
    end: jobSpan ?? last,
  };
}

/**
 * Returns the nearest agent name below the job's span; null if there is none, or if the job's span has the
 * same name.
 */
function ownName(
  origin: CallOrigin,
  spans: readonly SpanSummary[],
  jobSpan: SpanSummary | undefined,
): string | null {
  const below = jobSpan ? spans.slice(0, spans.indexOf(jobSpan)) : spans;
  const name = origin.agentName ?? firstOf(below, ({ agentName }) => agentName);
  return name === jobSpan?.agentName ? null : name;
}

/** Returns the name of the job that is the work of a span. */
const jobNameOf = ({ traceId, spanId, agentName, conversation }: CallOrigin): string =>
  storableName(compoundName("otel", traceId, spanId, agentName ?? "", conversation ?? ""));

/**
 * Returns the last call directly below a span that never arrived. It counts as failed if all of these
 * calls failed.
 */
function lastCallOf(tree: TraceTree, { traceId, spanId }: CallOrigin): SpanSummary | null {
  const calls = [...tree.spans()].filter(
    (span) => span.traceId === traceId && span.parentSpanId === spanId,
  );
  const [last] = calls.toSorted((one, other) => other.endedAt.getTime() - one.endedAt.getTime());
  return last ? { ...last, isFailed: calls.every(({ isFailed }) => isFailed) } : null;
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
