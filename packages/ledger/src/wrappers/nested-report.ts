import type { CompletingReport } from "../completions/adjustment-rows";
import type { UsageReport } from "../record/usage-report";

/** The keys, the usage and the cost from the report of one of two nested spans. */
export type NestedReport = CompletingReport &
  Pick<
    UsageReport,
    "idempotencyKey" | "otherKeys" | "earlierKeys" | "source" | "model" | "canonicalModel"
  >;
