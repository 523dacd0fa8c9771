import type { UsageReport } from "@ai-cost/ledger";
import type { UnsettledJob } from "./settle/unsettled-jobs";
import type { CallJob } from "./tree/job-of-call";
import type { SpanSummary } from "./tree/span-summary";

/** The result of recording the calls of a request. */
export interface RecordedCalls {
  /** The reports of the calls by span. This includes the reports of wrappers, which were not recorded. */
  reports: ReadonlyMap<string, UsageReport>;
  /**
   * The reports whose calls were already recorded by another report. The ledger stores nothing of such a
   * report, so it must be stored with its span: if the spans of the two reports are nested, a concurrent
   * request that brings the other span may be the only one that sees this.
   */
  duplicateReports: ReadonlyMap<string, UsageReport>;
  /** The jobs that must still be updated with the agent and status from the spans. */
  jobs: readonly CallJob[];
  /** The jobs that later requests may name or end. */
  unsettledJobs: readonly UnsettledJob[];
  /**
   * The traces in which only this request may have the reports of both a call and its wrapper. The jobs of
   * these traces may already be settled by a concurrent request.
   */
  sharedTraceIds: ReadonlySet<string>;
}

export interface RecordedSpans extends RecordedCalls {
  /** The summaries of the request's spans, except spans that no model call can be below. */
  summaries: readonly SpanSummary[];
}
