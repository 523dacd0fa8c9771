import { type Executor, listOf } from "@ai-cost/db";
import { type NestedCall, type NestedCalls, settleNestedCalls } from "@ai-cost/ledger";
import { priceAgain } from "@ai-cost/pricing";
import { sql } from "drizzle-orm";
import { spanKey } from "../../../calls/call-keys";
import type { IngestContext } from "../../../calls/ingest-context";
import type { RecordedSpans } from "../recorded-spans";
import { idOf, TraceTree } from "../tree/trace-tree";
import { type CallSpan, type Wrapper, wrappersIn } from "../tree/wrappers";
import { loadSpanSummaries } from "./span-summaries";

/**
 * Makes each call of nested spans count once. Only wrappers that the request's spans connect with a call
 * are processed, because earlier requests have settled the others.
 *
 * Concurrent requests may bring the spans of one call. The spans are therefore read again under a lock of
 * their traces: a request that gets it later sees at least the same spans, so the last decision is made
 * with all of them.
 */
export async function settleWrappers(
  context: IngestContext,
  tree: TraceTree,
  recorded: RecordedSpans,
): Promise<void> {
  const wrappers = connectedWrappers(tree, recorded);
  if (wrappers.length === 0) return;
  const traceIds = [...new Set(wrappers.map(({ span }) => span.traceId))];
  await settleNestedCalls(context.db, context, {
    readWrappers: async (tx) => {
      await lockTraces(tx, context.projectId, traceIds);
      const stored = await loadSpanSummaries(tx, context.projectId, traceIds);
      const current = connectedWrappers(new TraceTree(stored), recorded);
      return current.map((wrapper) => nestedCallsOf(wrapper, recorded));
    },
    priceAgain,
  });
}

/** Traces share a small number of locks, because Postgres has room for only a limited number. */
const LOCKS_OF_PROJECT = 32;

/** Locks traces until the end of the transaction, in one order so that two transactions never deadlock. */
async function lockTraces(
  tx: Executor,
  projectId: string,
  traceIds: readonly string[],
): Promise<void> {
  await tx.execute(sql`
    select pg_advisory_xact_lock(lock) from (
      select distinct hashtextextended(
        ${projectId}::text, 1 + (hashtextextended(trace_id, 0) & ${LOCKS_OF_PROJECT - 1})) as lock
      from unnest(${listOf(traceIds, "text")}) as trace_id
      order by lock
    ) as locks`);
}

const connectedWrappers = (tree: TraceTree, { summaries }: RecordedSpans): Wrapper[] => {
  const received = new Set(summaries.map(idOf));
  return [...wrappersIn(tree).values()].filter(({ innerCalls }) =>
    innerCalls.some(({ path }) => path.some((span) => received.has(idOf(span)))),
  );
};

const nestedCallsOf = ({ span, innerCalls }: Wrapper, recorded: RecordedSpans): NestedCalls => ({
  wrapper: nestedCallOf(span, recorded),
  innerCalls: innerCalls.map((inner) => nestedCallOf(inner.span, recorded)),
});

function nestedCallOf(span: CallSpan, { reports }: RecordedSpans): NestedCall {
  const received = reports.get(idOf(span)) ?? null;
  return {
    key: span.callKey,
    ownKey: spanKey(span),
    report: received ?? span.report ?? null,
    received,
  };
}
