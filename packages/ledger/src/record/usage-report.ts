import type { creditTransactions, UsedPrice } from "@ai-cost/db";
import type { TokenCounts } from "@ai-cost/domain";
import type { Outcome } from "../outcome";
import type { Report } from "../report";
import type { JobUpdate, RunUpdate } from "../unit-of-work/updates";

export type CostSource = NonNullable<(typeof creditTransactions.$inferSelect)["costSource"]>;

/** One metered cost, with the tokens that it paid for. */
export interface UsageReport extends Report, TokenCounts {
  /**
   * The endpoint or importer that took the report, such as `usage-events`, at most 200 characters. A
   * second report with the same key and other content is a conflict if it has the same source, and a
   * duplicate if it has another source.
   */
  source: string;
  run: RunUpdate;
  job: JobUpdate;
  /** Truncated to milliseconds; at most five minutes ahead of the clock, and not before the year 2000. */
  occurredAt: Date;
  /** Micro-dollars; null when no price is known. */
  amountMicroUsd: bigint | null;
  /** Where the amount comes from; null without an amount. */
  costSource: CostSource | null;
  /** The prices that the amount was computed with; null when it was not computed. */
  price: UsedPrice | null;
  /** Null when the report names none. */
  model: string | null;
  /** Null when the report names none. */
  provider: string | null;
}

/** The rows that a usage report became. */
export interface ChargeIds {
  chargeId: string;
  jobId: string;
  runId: string;
}

export type UsageOutcome = Outcome<ChargeIds>;
