import {
  completeFromWrapper,
  type UsageReport,
  undoWrapperCompletion,
  type WrappedCall,
  yieldToInnerCalls,
} from "@ai-cost/ledger";
import type { IngestContext } from "../../../calls/ingest-context";
import type { RecordedSpans } from "../recorded-spans";
import { idOf, TraceTree } from "../tree/trace-tree";
import { type CallSpan, type Wrapper, wrappersIn } from "../tree/wrappers";
import { loadSpanSummaries } from "./span-summaries";

/**
 * Lets wrappers give way to the calls beneath them. A single call beneath a wrapper is completed from the
 * wrapper's figures; with several calls beneath it the wrapper is a sum, which says nothing of any of
 * them. Only wrappers that the request's spans connect with a call are looked at, because earlier requests
 * have settled the others.
 */
export async function settleWrappers(
  context: IngestContext,
  tree: TraceTree,
  recorded: RecordedSpans,
): Promise<void> {
  const wrappers = connectedWrappers(tree, recorded);
  if (wrappers.length === 0) return;
  const single = wrappers.filter(({ innerCalls }) => innerCalls.length === 1);
  await completeFromWrapper(
    context.db,
    context,
    single.flatMap((wrapper) => wrappedCallsOf(wrapper, recorded.reports)),
  );
  await undoCompletions(context, wrappers);
  await yieldToInnerCalls(
    context.db,
    context,
    wrappers.flatMap((wrapper) => yieldsOf(wrapper, recorded.reports)),
  );
  if (single.length > 0) await undoLateCompletions(context, single);
}

const connectedWrappers = (tree: TraceTree, { summaries }: RecordedSpans): Wrapper[] => {
  const received = new Set(summaries.map(idOf));
  return [...wrappersIn(tree).values()].filter(({ innerCalls }) =>
    innerCalls.some(({ path }) => path.some((span) => received.has(idOf(span)))),
  );
};

type Reports = ReadonlyMap<string, UsageReport>;

const wrappedCallsOf = (wrapper: Wrapper, reports: Reports): WrappedCall[] =>
  wrapper.innerCalls.map(({ span: inner }) => ({
    innerKey: inner.callKey,
    wrapperKey: wrapper.span.callKey,
    wrapper: reports.get(idOf(wrapper.span)) ?? reportOfSharedCharge(wrapper, inner, reports),
  }));

/** The report of a call whose wrapper recorded the charge of both, because they have one response id. */
const reportOfSharedCharge = ({ span }: Wrapper, inner: CallSpan, reports: Reports) =>
  inner.callKey === span.callKey ? (reports.get(idOf(inner)) ?? null) : null;

/**
 * The wrapper with the reports of the calls beneath it. A wrapper and the single call beneath it that have
 * the same key are one charge already. With several calls, the charge takes the figures of the call whose
 * key it has.
 */
function yieldsOf({ span, innerCalls }: Wrapper, reports: Reports) {
  const innerReports = innerCalls.flatMap(({ span }) => reports.get(idOf(span)) ?? []);
  const isShared = innerCalls.some((inner) => inner.span.callKey === span.callKey);
  const isReported = innerReports.some(({ idempotencyKey }) => idempotencyKey === span.callKey);
  return isShared && (innerCalls.length === 1 || !isReported)
    ? []
    : [{ wrapperKey: span.callKey, innerCalls: innerReports }];
}

async function undoCompletions(
  context: IngestContext,
  wrappers: readonly Wrapper[],
): Promise<void> {
  const several = wrappers.filter(({ innerCalls }) => innerCalls.length > 1);
  if (several.length === 0) return;
  await undoWrapperCompletion(
    context.db,
    context,
    several.flatMap((wrapper) => wrappedCallsOf(wrapper, new Map())),
  );
}

/**
 * Looks again whether the wrappers still have a single call beneath them. A concurrent request that
 * brought a second call may have undone the completion before it was there.
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
