import {
  completeFromWrapper,
  type NestedReport,
  undoWrapperCompletion,
  type WrappedCall,
  type YieldingWrapper,
  yieldToInnerCalls,
} from "@ai-cost/ledger";
import { priceAgain } from "@ai-cost/pricing";
import type { IngestContext } from "../../../calls/ingest-context";
import type { RecordedSpans } from "../recorded-spans";
import type { SpanSummary } from "../tree/span-summary";
import { idOf, TraceTree } from "../tree/trace-tree";
import { type Wrapper, wrappersIn } from "../tree/wrappers";
import { loadSpanSummaries } from "./span-summaries";

/**
 * Brings the charges of wrappers to 0, because the calls inside them are counted. When a wrapper contains
 * a single call, the wrapper's figures complete that call. When it contains several, its figures are a
 * sum, so they cannot complete any of them. Only wrappers that the request's spans connect with a call are
 * processed, because earlier requests have settled the others.
 */
export async function settleWrappers(
  context: IngestContext,
  tree: TraceTree,
  recorded: RecordedSpans,
): Promise<void> {
  const wrappers = connectedWrappers(tree, recorded);
  if (wrappers.length === 0) return;
  const reportOf: ReportOf = (span) => recorded.reports.get(idOf(span)) ?? span.report ?? null;
  const single = wrappers.filter(({ innerCalls }) => innerCalls.length === 1);
  await undoCompletions(context, wrappers);
  // The wrapper's charge must be brought to 0 first, because completing the inner call makes the wrapper's
  // key lead to the inner call.
  await yieldToInnerCalls(
    context.db,
    context,
    wrappers.map((wrapper) => yieldOf(wrapper, reportOf)),
  );
  await completeFromWrapper(
    context.db,
    context,
    single.flatMap((wrapper) => [
      ...wrappedCallsOf(wrapper, reportOf),
      ...completedByThemselves(wrapper, reportOf),
    ]),
    priceAgain,
  );
  if (single.length > 0) await undoLateCompletions(context, single);
}

const connectedWrappers = (tree: TraceTree, { summaries }: RecordedSpans): Wrapper[] => {
  const received = new Set(summaries.map(idOf));
  return [...wrappersIn(tree).values()].filter(({ innerCalls }) =>
    innerCalls.some(({ path }) => path.some((span) => received.has(idOf(span)))),
  );
};

/** Returns the report of a span; null when an earlier request recorded it as a charge. */
type ReportOf = (span: SpanSummary) => NestedReport | null;

const wrappedCallsOf = ({ span, innerCalls }: Wrapper, reportOf: ReportOf): WrappedCall[] =>
  innerCalls.map((inner) => ({
    innerKey: inner.span.callKey,
    wrapperKey: span.callKey,
    wrapper: reportOf(span),
  }));

/**
 * Returns the inner calls that have the same key as the wrapper around them. Their charge may have been
 * recorded from the wrapper's report, so the inner call's own report completes it.
 */
const completedByThemselves = ({ span, innerCalls }: Wrapper, reportOf: ReportOf): WrappedCall[] =>
  innerCalls
    .filter((inner) => inner.span.callKey === span.callKey)
    .map((inner) => ({
      innerKey: span.callKey,
      wrapperKey: `inner/${idOf(inner.span)}`,
      wrapper: reportOf(inner.span),
    }));

const yieldOf = ({ span, innerCalls }: Wrapper, reportOf: ReportOf): YieldingWrapper => ({
  wrapperKey: span.callKey,
  innerCalls: innerCalls.map((inner) => ({
    key: inner.span.callKey,
    report: reportOf(inner.span),
  })),
});

async function undoCompletions(
  context: IngestContext,
  wrappers: readonly Wrapper[],
): Promise<void> {
  const several = wrappers.filter(({ innerCalls }) => innerCalls.length > 1);
  if (several.length === 0) return;
  await undoWrapperCompletion(
    context.db,
    context,
    several.flatMap((wrapper) => wrappedCallsOf(wrapper, () => null)),
  );
}

/**
 * Checks again whether the wrappers still contain a single call. A concurrent request that brought a
 * second call may have tried to undo the completion before the completion was recorded.
 */
async function undoLateCompletions(
  context: IngestContext,
  wrappers: readonly Wrapper[],
): Promise<void> {
  const traceIds = [...new Set(wrappers.map(({ span }) => span.traceId))];
  const stored = await context.db.read((tx) => loadSpanSummaries(tx, context.projectId, traceIds));
  const current = wrappersIn(new TraceTree(stored));
  await undoCompletions(
    context,
    wrappers.flatMap(({ span }) => current.get(idOf(span)) ?? []),
  );
}
