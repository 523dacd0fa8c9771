import type {
  ChargedUnits,
  CostByKind,
  creditTransactions,
  UsageGap,
  UsedPrice,
} from "@ai-cost/db";
import type { NullableTokenCounts } from "@ai-cost/domain";
import type { Outcome } from "../outcome";
import type { Report } from "../report";
import type { JobUpdate, RunUpdate } from "../unit-of-work/updates";

export type CostSource = NonNullable<(typeof creditTransactions.$inferSelect)["costSource"]>;

/**
 * A report of one charge: a cost, and the tokens that it paid for. When the report of a call gives no
 * counts, both `inputTokens` and `outputTokens` are null.
 */
export interface UsageReport extends Report, NullableTokenCounts {
  /**
   * Further keys that other reports of the same call may have, such as a second id of the response. They
   * are looked up like `idempotencyKey` and kept, at the cost of a second row for each.
   */
  otherKeys?: readonly string[];
  /**
   * Keys under which an earlier version or a less complete report may have recorded the call. They are
   * only looked up.
   */
  earlierKeys?: readonly string[];
  /**
   * The client's own id of the report, under which it may also report the call without any other key. It is
   * kept in the charge's own row, and a report with this key as its idempotency key leads to the charge. Two
   * reports with the same own key and different idempotency keys are different calls.
   */
  ownKey?: string | undefined;
  /**
   * The endpoint or importer that received the report, such as `usage-events`, at most 200 characters.
   * A second report of the call from the same source completes the charge when it is fuller, and is a
   * conflict when it contradicts what is known. From another source it adds only what is not known.
   */
  source: string;
  run: RunUpdate;
  job: JobUpdate;
  /**
   * When the cost arose, truncated to milliseconds. It must be at most five minutes after the current
   * time, and not before the year 2000.
   */
  occurredAt: Date;
  /**
   * The end of the call as the report gives it; null or absent when the time of receipt was assumed. Of
   * two reports of a call, the fuller one cannot have the earlier end.
   */
  reportedEndAt?: Date | null;
  /** The cost in micro-dollars; null when no price is known. */
  amountMicroUsd: bigint | null;
  /** The source of the amount; null when there is no amount. */
  costSource: CostSource | null;
  /** The prices that the amount was computed with; null when it was not computed. */
  price: UsedPrice | null;
  /**
   * The amount by kind of token and unit, in micro-dollars that sum exactly to it; null when there is no
   * amount.
   */
  costByKind: CostByKind | null;
  /** The model's name as reported; null when the report does not give it. */
  model: string | null;
  /** The model's normalised name; null when the report names no model. */
  canonicalModel: string | null;
  /** The provider's name; null when the report does not give it. */
  provider: string | null;
  /** What the provider charges for beside tokens, such as `{ web_search: 3 }`. */
  units?: ChargedUnits | null;
  /** `batch`, `flex` or `priority`; absent for the standard tier, or when the report does not say. */
  serviceTier?: string | null;
  /** What the client is known to leave out of its reports. */
  usageGap?: UsageGap | null;
}

/** The ids of the charge that a usage report became, and of its job and run. */
export interface ChargeIds {
  chargeId: string;
  jobId: string;
  runId: string;
}

export type UsageOutcome = Outcome<ChargeIds>;

type Keyed = Pick<UsageReport, "idempotencyKey" | "otherKeys" | "earlierKeys">;

/** All keys under which the call of a report may be recorded. */
export const keysOf = ({ idempotencyKey, otherKeys, earlierKeys }: Keyed): string[] => [
  idempotencyKey,
  ...(otherKeys ?? []),
  ...(earlierKeys ?? []),
];

/** Whether a report has nothing but the client's own id, which may be the own key of a recorded charge. */
export const isOwnKeyed = ({ idempotencyKey, ownKey }: UsageReport): boolean =>
  ownKey === idempotencyKey;

/** The own key that the charge's row keeps beside the idempotency key. */
export const keptOwnKeyOf = (report: UsageReport): string | null =>
  isOwnKeyed(report) ? null : (report.ownKey ?? null);

/** The keys of a report that lead to its charge afterwards. */
export const keptKeysOf = ({ idempotencyKey, otherKeys }: Keyed): string[] => [
  idempotencyKey,
  ...(otherKeys ?? []),
];
