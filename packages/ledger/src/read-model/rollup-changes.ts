import { dayOf } from "@ai-cost/domain";

/** What one entry or job adds to the read model's rows; any of these may be negative. */
export type SpendAmounts = {
  costMicroUsd: bigint;
  refundedMicroUsd: bigint;
  inputTokens: bigint;
  outputTokens: bigint;
  jobs: bigint;
  completedJobs: bigint;
  failedJobs: bigint;
  unpricedCharges: bigint;
};

/** The rows meant: those of the instant's day and month, of the agent type and of the run. */
export interface SpendPlace {
  occurredAt: Date;
  agentType: string;
  pipelineRunId: string;
}

/** The part of a ledger row that the read model sums. */
export interface SpendEntry {
  kind: "deduction" | "refund" | "correction" | "purchase" | "grant";
  amountMicroUsd: bigint | null;
  inputTokens: bigint;
  outputTokens: bigint;
}

/** The part of a job's row that decides where and as what it counts. */
export interface CountedJob {
  pipelineRunId: string;
  agentType: string;
  status: string;
  firstChargedAt: Date | null;
}

/** A change of one row of the read model, with the keys of each of its tables. */
export type SpendChange = SpendAmounts & {
  day: string;
  month: string;
  agentType: string;
  pipelineRunId: string;
};

const NOTHING: SpendAmounts = {
  costMicroUsd: 0n,
  refundedMicroUsd: 0n,
  inputTokens: 0n,
  outputTokens: 0n,
  jobs: 0n,
  completedJobs: 0n,
  failedJobs: 0n,
  unpricedCharges: 0n,
};
const AMOUNTS = Object.keys(NOTHING) as (keyof SpendAmounts)[];

/** What an entry adds to spend. A correction prices a charge that has counted as unpriced until now. */
function entryAmounts({ kind, amountMicroUsd, ...tokens }: SpendEntry): SpendAmounts {
  const amount = amountMicroUsd ?? 0n;
  switch (kind) {
    case "deduction":
      return {
        ...NOTHING,
        costMicroUsd: amount,
        inputTokens: tokens.inputTokens,
        outputTokens: tokens.outputTokens,
        unpricedCharges: amountMicroUsd === null ? 1n : 0n,
      };
    case "correction":
      return { ...NOTHING, costMicroUsd: amount, unpricedCharges: -1n };
    case "refund":
      return { ...NOTHING, costMicroUsd: -amount, refundedMicroUsd: amount };
    case "purchase":
    case "grant":
      return NOTHING;
  }
}

const jobAmounts = (status: string): SpendAmounts => ({
  ...NOTHING,
  jobs: 1n,
  completedJobs: status === "completed" ? 1n : 0n,
  failedJobs: status === "failed" ? 1n : 0n,
});

/** The changes of one transaction, one for each day, agent type and run. */
export class SpendChanges {
  private readonly changes = new Map<string, SpendChange>();

  get isEmpty(): boolean {
    return this.changes.size === 0;
  }

  addEntry(place: SpendPlace, entry: SpendEntry): void {
    this.add(place, entryAmounts(entry), 1n);
  }

  /** Moves what an entry added from its agent type to another. */
  moveEntry(place: SpendPlace, newAgentType: string, entry: SpendEntry): void {
    this.add(place, entryAmounts(entry), -1n);
    this.add({ ...place, agentType: newAgentType }, entryAmounts(entry), 1n);
  }

  /** Counts a job where it belongs now, and no longer where it stood before, if it did. */
  moveJob(before: CountedJob | null, after: CountedJob): void {
    if (before) this.countJob(before, -1n);
    this.countJob(after, 1n);
  }

  /** One change for each row of the table with these keys, for an upsert takes no row twice. */
  foldedBy(keys: readonly (keyof SpendPlaceKeys)[]): SpendChange[] {
    const folded = new Map<string, SpendChange>();
    for (const change of this.changes.values()) addTo(folded, keys, change, change, 1n);
    return [...folded.values()];
  }

  private countJob({ firstChargedAt, status, ...job }: CountedJob, sign: bigint): void {
    if (firstChargedAt) this.add({ ...job, occurredAt: firstChargedAt }, jobAmounts(status), sign);
  }

  private add(
    { occurredAt, agentType, pipelineRunId }: SpendPlace,
    amounts: SpendAmounts,
    sign: bigint,
  ): void {
    const day = dayOf(occurredAt);
    const place = { day, month: day.slice(0, 7), agentType, pipelineRunId };
    addTo(this.changes, PLACE_KEYS, place, amounts, sign);
  }
}

type SpendPlaceKeys = Omit<SpendChange, keyof SpendAmounts>;

const PLACE_KEYS = ["day", "agentType", "pipelineRunId"] as const;

/** Adds amounts to the change of those `keys`, which is made from `place` where there is none. */
function addTo(
  changes: Map<string, SpendChange>,
  keys: readonly (keyof SpendPlaceKeys)[],
  place: SpendPlaceKeys,
  amounts: SpendAmounts,
  sign: bigint,
): void {
  // A NUL stands in no name.
  const id = keys.map((key) => place[key]).join("\0");
  const change = changes.get(id) ?? { ...place, ...NOTHING };
  changes.set(id, change);
  for (const amount of AMOUNTS)
    if (amounts[amount] !== 0n) change[amount] += sign * amounts[amount];
}
