import type { UsageReport } from "@ai-cost/ledger";
import type { UnsettledJob } from "./settle/unsettled-jobs";
import type { CallJob } from "./tree/job-of-call";
import type { SpanSummary } from "./tree/span-summary";

/** The calls of a request after they were recorded. */
export interface RecordedCalls {
  /** The reports of the calls by span. Those of wrappers are here too, but they were not recorded. */
  reports: ReadonlyMap<string, UsageReport>;
  /**
   * Those of them whose calls another report had already recorded. The ledger keeps nothing of such a
   * report unless the two spans are nested, and a concurrent request that brings the other span may be the
   * only one that sees that they are.
   */
  duplicateReports: ReadonlyMap<string, UsageReport>;
  /** The jobs of the calls about which the spans say something that is not recorded yet. */
  jobs: readonly CallJob[];
  /** The jobs about which later requests may tell more. */
  unsettledJobs: readonly UnsettledJob[];
  /**
   * The traces in which only this request may know what a call and a wrapper of it report. A concurrent
   * request may already have settled their jobs.
   */
  sharedTraceIds: ReadonlySet<string>;
}

export interface RecordedSpans extends RecordedCalls {
  /** The request's spans, without those that no model call can be below. */
  summaries: readonly SpanSummary[];
}
