import type { agentJobs, creditTransactions, UsageGap } from "@ai-cost/db";
import { dayOf } from "@ai-cost/domain";

/** The amounts that a rollup's row sums. Money is in micro-dollars. */
export type RollupAmounts = {
  costMicroUsd: bigint;
  refundedMicroUsd: bigint;
  inputTokens: bigint;
  outputTokens: bigint;
  jobs: bigint;
  completedJobs: bigint;
  failedJobs: bigint;
  unpricedCharges: bigint;
};

/** The key columns of all rollups. Each rollup uses one or two of these columns. */
export type RollupKeys = {
  /** `YYYY-MM-DD` */
  day: string;
  /** `YYYY-MM` */
  month: string;
  agentType: string;
  pipelineRunId: string;
};

/** Amounts to add to the rollup rows with these keys. An amount may be negative. */
export type RollupChange = RollupKeys & RollupAmounts;

/** Amounts to add to a month's row of the charges of one source with one usage gap. */
export type UsageGapChange = {
  month: string;
  source: string;
  usageGap: UsageGap;
  calls: bigint;
  costMicroUsd: bigint;
  inputTokens: bigint;
  outputTokens: bigint;
};

/** The columns of a job that decide which rollup rows count the job and its transactions. */
export type JobKeys = Pick<typeof agentJobs.$inferSelect, "agentType" | "pipelineRunId">;
type CountedJob = JobKeys & Pick<typeof agentJobs.$inferSelect, "status" | "firstChargedAt">;
type SummedTransaction = Pick<
  typeof creditTransactions.$inferSelect,
  "kind" | "amountMicroUsd" | "inputTokens" | "outputTokens" | "occurredAt"
>;

const ZERO: RollupAmounts = {
  costMicroUsd: 0n,
  refundedMicroUsd: 0n,
  inputTokens: 0n,
  outputTokens: 0n,
  jobs: 0n,
  completedJobs: 0n,
  failedJobs: 0n,
  unpricedCharges: 0n,
};
const AMOUNTS = Object.keys(ZERO) as (keyof RollupAmounts)[];

/**
 * Returns what a ledger transaction adds to its rollup rows. A correction subtracts an unpriced charge,
 * because its charge has been counted as unpriced.
 */
function amountsOfTransaction(transaction: SummedTransaction): RollupAmounts {
  const { kind } = transaction;
  const inputTokens = transaction.inputTokens ?? 0n;
  const outputTokens = transaction.outputTokens ?? 0n;
  const amountMicroUsd = transaction.amountMicroUsd ?? 0n;
  switch (kind) {
    case "deduction": {
      const unpricedCharges = transaction.amountMicroUsd === null ? 1n : 0n;
      return { ...ZERO, costMicroUsd: amountMicroUsd, inputTokens, outputTokens, unpricedCharges };
    }
    case "correction":
      return { ...ZERO, costMicroUsd: amountMicroUsd, unpricedCharges: -1n };
    case "completion":
      return { ...ZERO, costMicroUsd: amountMicroUsd, inputTokens, outputTokens };
    case "refund":
      return { ...ZERO, costMicroUsd: -amountMicroUsd, refundedMicroUsd: amountMicroUsd };
    case "purchase":
    case "grant":
      return ZERO;
  }
}

const amountsOfJob = (status: string): RollupAmounts => ({
  ...ZERO,
  jobs: 1n,
  completedJobs: status === "completed" ? 1n : 0n,
  failedJobs: status === "failed" ? 1n : 0n,
});

/**
 * The amounts that one database transaction adds to the rollups, with one change for each day, agent
 * type and run.
 */
export class RollupChanges {
  private readonly changes = new Map<string, RollupChange>();
  private readonly gaps = new Map<string, UsageGapChange>();

  get isEmpty(): boolean {
    return this.changes.size === 0 && this.gaps.size === 0;
  }

  get usageGaps(): UsageGapChange[] {
    return [...this.gaps.values()];
  }

  addUsageGap(change: UsageGapChange): void {
    const id = [change.month, change.source, change.usageGap].join("\0");
    const sum = this.gaps.get(id);
    if (!sum) {
      this.gaps.set(id, { ...change });
      return;
    }
    for (const amount of GAP_AMOUNTS) sum[amount] += change[amount];
  }

  addTransaction(job: JobKeys, transaction: SummedTransaction): void {
    this.add(job, transaction.occurredAt, amountsOfTransaction(transaction), 1n);
  }

  /** Moves the amounts of a ledger transaction to the agent type and run of `after`. */
  moveTransaction(before: JobKeys, after: JobKeys, transaction: SummedTransaction): void {
    const amounts = amountsOfTransaction(transaction);
    this.add(before, transaction.occurredAt, amounts, -1n);
    this.add(after, transaction.occurredAt, amounts, 1n);
  }

  /** Counts a job in the rollup rows of its first charge, and removes it from the rows that counted it before. */
  moveJob(before: CountedJob | null, after: CountedJob): void {
    if (before) this.countJob(before, -1n);
    this.countJob(after, 1n);
  }

  /** Sums the changes by these keys, because Postgres refuses an upsert that changes a row twice. */
  sumBy(keys: readonly (keyof RollupKeys)[]): RollupChange[] {
    const sums = new Map<string, RollupChange>();
    for (const change of this.changes.values()) addTo(sums, keys, change, change, 1n);
    return [...sums.values()];
  }

  private countJob(job: CountedJob, sign: bigint): void {
    if (job.firstChargedAt) this.add(job, job.firstChargedAt, amountsOfJob(job.status), sign);
  }

  private add(
    { agentType, pipelineRunId }: JobKeys,
    at: Date,
    amounts: RollupAmounts,
    sign: bigint,
  ): void {
    const day = dayOf(at);
    const rollupKeys = { day, month: day.slice(0, 7), agentType, pipelineRunId };
    addTo(this.changes, CHANGE_KEYS, rollupKeys, amounts, sign);
  }
}

const GAP_AMOUNTS = ["calls", "costMicroUsd", "inputTokens", "outputTokens"] as const;

/** The keys that identify a change. `month` is not needed, because it follows from `day`. */
const CHANGE_KEYS = ["day", "agentType", "pipelineRunId"] as const;

/** Adds amounts to the change that has the same `keys`, or to a new one. */
function addTo(
  changes: Map<string, RollupChange>,
  keys: readonly (keyof RollupKeys)[],
  rollupKeys: RollupKeys,
  amounts: RollupAmounts,
  sign: bigint,
): void {
  // NUL separates the keys, because no key can contain it.
  const id = keys.map((key) => rollupKeys[key]).join("\0");
  const change = changes.get(id) ?? { ...rollupKeys, ...ZERO };
  changes.set(id, change);
  for (const amount of AMOUNTS)
    if (amounts[amount] !== 0n) change[amount] += sign * amounts[amount];
}
