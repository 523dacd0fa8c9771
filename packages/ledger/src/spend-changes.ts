import { dayOf, monthOf } from "@ai-cost/domain";

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

/** The changes of one transaction. */
export class SpendChanges {
  private readonly changes: SpendChange[] = [];

  get isEmpty(): boolean {
    return this.changes.length === 0;
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
    for (const change of this.changes) {
      const id = JSON.stringify(keys.map((key) => change[key]));
      folded.set(id, { ...change, ...sum(folded.get(id) ?? NOTHING, change, 1n) });
    }
    return [...folded.values()];
  }

  private countJob({ firstChargedAt, status, ...job }: CountedJob, sign: bigint): void {
    if (firstChargedAt) this.add({ ...job, occurredAt: firstChargedAt }, jobAmounts(status), sign);
  }

  private add(place: SpendPlace, amounts: SpendAmounts, sign: bigint): void {
    this.changes.push({
      day: dayOf(place.occurredAt),
      month: monthOf(place.occurredAt),
      agentType: place.agentType,
      pipelineRunId: place.pipelineRunId,
      ...sum(NOTHING, amounts, sign),
    });
  }
}

type SpendPlaceKeys = Omit<SpendChange, keyof SpendAmounts>;

function sum(left: SpendAmounts, right: SpendAmounts, sign: bigint): SpendAmounts {
  const total = { ...NOTHING };
  for (const amount of AMOUNTS) total[amount] = left[amount] + sign * right[amount];
  return total;
}
