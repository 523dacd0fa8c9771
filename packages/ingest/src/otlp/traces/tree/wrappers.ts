import type { SpanSummary } from "./span-summary";
import { idOf, type TraceTree } from "./trace-tree";

/** A span that reports a model call. */
export type CallSpan = SpanSummary & { callKey: string };

/** A model call's span that contains other model calls and repeats their usage. */
export interface Wrapper {
  span: CallSpan;
  /** The innermost calls inside the wrapper. Only these calls count. */
  innerCalls: readonly InnerCall[];
}

interface InnerCall {
  span: CallSpan;
  /** The spans from the inner call up to the wrapper, including both. */
  path: readonly SpanSummary[];
}

const isCall = (span: SpanSummary): span is CallSpan => span.callKey !== null;

/**
 * Returns the wrappers among the spans, by span id. If a tool or an agent is between two calls, the outer
 * call is not a wrapper of the inner one, and both count.
 */
export function wrappersIn(tree: TraceTree): Map<string, Wrapper> {
  const pathsByWrapper = new Map<string, { span: CallSpan; innerCalls: InnerCall[] }>();
  for (const span of tree.spans()) {
    if (!isCall(span) || span.parentSpanId === null) continue;
    const path: SpanSummary[] = [span];
    for (const above of tree.ancestorsFrom(span.traceId, span.parentSpanId).spans) {
      if (above.role === "tool" || above.role === "agent") break;
      path.push(above);
      if (!isCall(above) || above === span) continue;
      const wrapper = pathsByWrapper.get(idOf(above)) ?? { span: above, innerCalls: [] };
      wrapper.innerCalls.push({ span, path: [...path] });
      pathsByWrapper.set(idOf(above), wrapper);
    }
  }
  const isInnermost = ({ span }: InnerCall): boolean => !pathsByWrapper.has(idOf(span));
  return new Map(
    [...pathsByWrapper].map(([id, { span, innerCalls }]) => [
      id,
      { span, innerCalls: innerCalls.filter(isInnermost) },
    ]),
  );
}
