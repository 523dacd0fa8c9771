import type { SpanSummary } from "./span-summary";
import { idOf, type TraceTree } from "./trace-tree";

/** A model call's span: one that reports a call. */
type CallSpan = SpanSummary & { callKey: string };

/** A call's span with the spans of other calls beneath it, whose usage it repeats. */
export interface Wrapper {
  span: CallSpan;
  /** The innermost calls beneath it. They are the calls that count. */
  innerCalls: readonly InnerCall[];
}

interface InnerCall {
  span: CallSpan;
  /** The spans from the inner call up to the wrapper, including both. */
  path: readonly SpanSummary[];
}

const isCall = (span: SpanSummary): span is CallSpan => span.callKey !== null;

/**
 * The wrappers among the spans, by span id. A tool or an agent between two calls separates them: the
 * inner one counts on its own.
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
