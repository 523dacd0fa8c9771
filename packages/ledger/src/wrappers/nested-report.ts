import type { CompletingReport } from "../completions/adjustment-rows";
import type { UsageReport } from "../record/usage-report";

/** What the report of one of two nested spans says about their call: the keys, the usage and the cost. */
export type NestedReport = CompletingReport &
  Pick<
    UsageReport,
    "idempotencyKey" | "otherKeys" | "earlierKeys" | "source" | "model" | "canonicalModel"
  >;
