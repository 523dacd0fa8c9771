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
   * are looked up like `idempotencyKey` and stored. Each of them is a further row.
   */
  otherKeys?: readonly string[];
  /**
   * Keys under which an earlier version or a less complete report may have recorded the call. They are
   * looked up and not stored.
   */
  earlierKeys?: readonly string[];
  /**
   * The client's own id for the call. The client may also send a report that has this id and no other key.
   * The id is stored in the charge's row, so that a report with this id as its idempotency key finds the
   * charge. Two reports with the same `ownKey` and different idempotency keys are different calls.
   */
  ownKey?: string | undefined;
  /**
   * The endpoint or importer that received the report, such as `usage-events`, at most 200 characters.
   * When the same source reports a call again, a more complete report completes the charge, and a
   * contradictory report is a conflict. A report from another source only adds facts that the charge
   * lacks.
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
   * The end of the call as the report gives it; null or absent when the time of receipt was used instead.
   * Of two reports of a call, the more complete one must not have the earlier end.
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
  /** The units other than tokens that the provider charges for, such as `{ web_search: 3 }`. */
  units?: ChargedUnits | null;
  /** `batch`, `flex` or `priority`; absent for the standard tier, or when the report does not say. */
  serviceTier?: string | null;
  /** What this client is known to leave out of its reports; null or absent when it leaves out nothing. */
  usageGap?: UsageGap | null;
}

/** The ids of the charge that a usage report created, and of its job and run. */
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

/** Whether the only key of a report is the client's own id, which may be stored as the `ownKey` of a charge. */
export const isOwnKeyed = ({ idempotencyKey, ownKey }: UsageReport): boolean =>
  ownKey === idempotencyKey;

/** The `ownKey` to store in the charge's row; null when it is the idempotency key, which the row stores anyway. */
export const keptOwnKeyOf = (report: UsageReport): string | null =>
  isOwnKeyed(report) ? null : (report.ownKey ?? null);

/** The keys of a report that are stored for its charge. */
export const keptKeysOf = ({ idempotencyKey, otherKeys }: Keyed): string[] => [
  idempotencyKey,
  ...(otherKeys ?? []),
];
