import { ALL_NAMES } from "@ai-cost/db";
import type { RunUsage } from "./queries/run-usage";

/** The sums of a part of a run. */
export interface Amounts extends Omit<RunUsage, "agentType" | "model" | "isFailed"> {
  jobs: bigint;
  failedJobs: bigint;
}

const NOTHING: Amounts = {
  costMicroUsd: 0n,
  refundedMicroUsd: 0n,
  inputTokens: 0n,
  outputTokens: 0n,
  cachedInputTokens: 0n,
  unpricedCharges: 0n,
  chargeCount: 0n,
  calls: 0n,
  jobs: 0n,
  failedJobs: 0n,
};

const NAMES = Object.keys(NOTHING) as (keyof Amounts)[];
const MAX_GROUPS = 100;

export function sumOf(rows: Iterable<Partial<Amounts>>): Amounts {
  const sum = { ...NOTHING };
  for (const row of rows) for (const name of NAMES) sum[name] += row[name] ?? 0n;
  return sum;
}

/**
 * The sums of each name, most expensive first, then by name. The names beyond the 100 most expensive ones are
 * added up as `*`, which is last.
 */
export function largestGroups(
  rows: Iterable<Partial<Amounts> & { name: string }>,
): [string, Amounts][] {
  const groups = new Map<string, Amounts>();
  for (const row of rows) groups.set(row.name, sumOf([groups.get(row.name) ?? NOTHING, row]));
  const sorted = [...groups].sort(
    ([nameA, a], [nameB, b]) =>
      // Earlier versions recorded the name that is reserved now.
      Number(nameA === ALL_NAMES) - Number(nameB === ALL_NAMES) ||
      Number(b.costMicroUsd - a.costMicroUsd) ||
      (nameA < nameB ? -1 : 1),
  );
  const others = sorted.splice(MAX_GROUPS).map(([, amounts]) => amounts);
  return others.length === 0 ? sorted : [...sorted, [ALL_NAMES, sumOf(others)]];
}
