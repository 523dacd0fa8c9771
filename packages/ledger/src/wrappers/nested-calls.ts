import type { CompletingReport } from "../completions/adjustment-rows";
import { keysOf, type UsageReport } from "../record/usage-report";

/** The keys, the usage and the cost from the report of one of several nested spans. */
export type NestedReport = CompletingReport &
  Pick<
    UsageReport,
    "idempotencyKey" | "otherKeys" | "earlierKeys" | "source" | "model" | "canonicalModel"
  >;

/** A model call's span. */
export interface NestedCall {
  /** The first key of the span's report. */
  key: string;
  /** The key of the span itself, which no other span has. */
  ownKey: string;
  /** The report of the span; null when it was recorded as a charge by an earlier batch. */
  report: NestedReport | null;
  /** The whole report, which only the batch that brought the span has. */
  received: UsageReport | null;
}

/** A wrapper, which is a model call's span with other ones beneath, and the innermost of these. */
export interface NestedCalls {
  wrapper: NestedCall;
  innerCalls: readonly NestedCall[];
}

export const keysOfCall = ({ key, report }: NestedCall): string[] => [
  key,
  ...(report ? keysOf(report) : []),
];
