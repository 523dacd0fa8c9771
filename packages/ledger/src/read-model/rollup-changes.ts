import { ALL_NAMES, type agentJobs, type creditTransactions, type UsageGap } from "@ai-cost/db";
import { dayOf, type NullableTokenCounts } from "@ai-cost/domain";
import { isSupersededKey } from "../completions/known-charge";
import { amountsByKind, type KindAmounts, NO_KINDS } from "./amounts-by-kind";

/** The amounts that rollup rows sum. Money is in micro-dollars. Each rollup stores some of these amounts. */
type RollupAmounts = KindAmounts & {
  costMicroUsd: bigint;
  refundedMicroUsd: bigint;
  inputTokens: bigint;
  outputTokens: bigint;
  calls: bigint;
  unpricedCharges: bigint;
  jobs: bigint;
  completedJobs: bigint;
  failedJobs: bigint;
};

/** The key columns of all rollups. Each rollup is keyed by one or two of them. */
export type RollupKeys = {
  /** `YYYY-MM-DD` */
  day: string;
  /** `YYYY-MM` */
  month: string;
  agentType: string;
  /** The canonical model, or `unknown`. */
  model: string;
  pipelineRunId: string;
};

/** Amounts to add to the rollup rows with these keys. An amount may be negative. */
export type RollupChange = RollupKeys & RollupAmounts;

/** A change of `daily_usage`. The grain is a `UsageGrain`. */
export type UsageChange = RollupChange & { grain: string };

/** Amounts to add to the row for one month, one source and one usage gap. */
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
  | "kind"
  | "idempotencyKey"
  | "model"
  | "canonicalModel"
  | "amountMicroUsd"
  | "costByKind"
  | keyof NullableTokenCounts
  | "occurredAt"
>;

/** The amounts that are not 0. */
type SomeAmounts = Partial<RollupAmounts>;

const UNKNOWN_MODEL = "unknown";

/**
 * Returns what a ledger transaction adds to its rollup rows. A correction subtracts 1 from the unpriced
 * charges, because its charge was counted as unpriced.
 */
function amountsOfTransaction(transaction: SummedTransaction): SomeAmounts {
  const { kind, amountMicroUsd, inputTokens, outputTokens } = transaction;
  const cost = amountMicroUsd ?? 0n;
  switch (kind) {
    case "deduction":
    case "completion": {
      const amounts: SomeAmounts = amountsByKind(transaction, 1n);
      amounts.costMicroUsd = cost;
      amounts.inputTokens = inputTokens ?? 0n;
      amounts.outputTokens = outputTokens ?? 0n;
      if (kind === "deduction") amounts.calls = 1n;
      else if (isSupersededKey(transaction.idempotencyKey)) amounts.calls = -1n;
      if (amountMicroUsd === null) amounts.unpricedCharges = 1n;
      return amounts;
    }
    case "correction":
      return { ...amountsByKind(transaction, 1n), costMicroUsd: cost, unpricedCharges: -1n };
    case "refund":
      return { ...amountsByKind(transaction, -1n), costMicroUsd: -cost, refundedMicroUsd: cost };
    case "purchase":
    case "grant":
      return {};
  }
}

const amountsOfJob = (status: string): SomeAmounts => ({
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
    this.add(
      keysOf(job, transaction),
      transaction.occurredAt,
      amountsOfTransaction(transaction),
      1n,
    );
  }

  /** Moves the amounts of a ledger transaction from the agent type and run of `before` to those of `after`. */
  moveTransaction(before: JobKeys, after: JobKeys, transaction: SummedTransaction): void {
    const amounts = amountsOfTransaction(transaction);
    this.add(keysOf(before, transaction), transaction.occurredAt, amounts, -1n);
    this.add(keysOf(after, transaction), transaction.occurredAt, amounts, 1n);
  }

  /** Counts a job in the rollup rows of its first charge, and removes it from the rows that counted `before`. */
  moveJob(before: CountedJob | null, after: CountedJob): void {
    if (before) this.countJob(before, -1n);
    this.countJob(after, 1n);
  }

  /** Sums the changes by these keys, because Postgres refuses an upsert that changes a row twice. */
  sumBy(keys: readonly (keyof RollupKeys)[]): RollupChange[] {
    return sumsOf(this.changes.values(), keys);
  }

  /** The changes of `daily_usage`. Jobs count only in the grain `agent_type`. */
  usageRows(): UsageChange[] {
    const both = this.sumBy(["day", "agentType", "model"]);
    const agentTypes = sumsOf(both, ["day", "agentType"]);
    const models = sumsOf(both, ["day", "model"]);
    return [
      ...agentTypes.map((row) => Object.assign(row, { grain: "agent_type", model: ALL_NAMES })),
      ...models.map((row) => Object.assign(row, { grain: "model", agentType: ALL_NAMES }, NO_JOBS)),
      ...both.map((row) => Object.assign(row, { grain: "both" }, NO_JOBS)),
    ];
  }

  private countJob(job: CountedJob, sign: bigint): void {
    const { firstChargedAt, status } = job;
    if (!firstChargedAt) return;
    this.add({ ...job, model: UNKNOWN_MODEL }, firstChargedAt, amountsOfJob(status), sign);
  }

  private add(
    { agentType, pipelineRunId, model }: JobKeys & { model: string },
    at: Date,
    amounts: SomeAmounts,
    sign: bigint,
  ): void {
    const day = dayOf(at);
    const rollupKeys = { day, month: day.slice(0, 7), agentType, model, pipelineRunId };
    addTo(this.changes, CHANGE_KEYS, rollupKeys, amounts, sign);
  }
}

const NO_JOBS = { jobs: 0n, completedJobs: 0n, failedJobs: 0n };

function keysOf({ agentType, pipelineRunId }: JobKeys, transaction: SummedTransaction) {
  const model = transaction.canonicalModel ?? transaction.model ?? UNKNOWN_MODEL;
  return { agentType, pipelineRunId, model };
}

const GAP_AMOUNTS = ["calls", "costMicroUsd", "inputTokens", "outputTokens"] as const;

/** The keys that identify a change. `month` is not needed, because it follows from `day`. */
const CHANGE_KEYS = ["day", "agentType", "model", "pipelineRunId"] as const;

function sumsOf(
  changes: Iterable<RollupChange>,
  keys: readonly (keyof RollupKeys)[],
): RollupChange[] {
  const sums = new Map<string, RollupChange>();
  for (const change of changes) addTo(sums, keys, change, change, 1n);
  return [...sums.values()];
}

/** Adds amounts to the change that has the same `keys`, or to a new one. */
function addTo(
  changes: Map<string, RollupChange>,
  keys: readonly (keyof RollupKeys)[],
  rollupKeys: RollupKeys,
  amounts: SomeAmounts,
  sign: bigint,
): void {
  // NUL separates the keys, because no key can contain it.
  const id = keys.map((key) => rollupKeys[key]).join("\0");
  const change = changes.get(id) ?? { ...rollupKeys, ...ZERO };
  changes.set(id, change);
  addAmounts(change, amounts, sign);
}

function addAmounts(sum: RollupAmounts, amounts: SomeAmounts, sign: bigint): void {
  for (const name of AMOUNTS) {
    const amount = amounts[name];
    if (amount) sum[name] += sign * amount;
  }
}

const ZERO: RollupAmounts = {
  costMicroUsd: 0n,
  refundedMicroUsd: 0n,
  inputTokens: 0n,
  outputTokens: 0n,
  calls: 0n,
  unpricedCharges: 0n,
  jobs: 0n,
  completedJobs: 0n,
  failedJobs: 0n,
  ...NO_KINDS,
};
const AMOUNTS = Object.keys(ZERO) as (keyof RollupAmounts)[];
