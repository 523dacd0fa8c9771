import type { UsageReport } from "@ai-cost/ledger";
import type { UnsettledJob } from "./settle/unsettled-jobs";
import type { CallJob } from "./tree/job-of-call";
import type { SpanSummary } from "./tree/span-summary";

/** The calls of a request after they were recorded. */
export interface RecordedCalls {
  /** The reports of the calls by span. Those of wrappers are here too, but they were not recorded. */
  reports: ReadonlyMap<string, UsageReport>;
  /** The jobs of the calls, as far as they are known. */
  jobs: readonly CallJob[];
  /** The jobs about which later requests may tell more. */
  unsettledJobs: readonly UnsettledJob[];
}

export interface RecordedSpans extends RecordedCalls {
  /** The request's spans, without those that no model call can be below. */
  summaries: readonly SpanSummary[];
}
