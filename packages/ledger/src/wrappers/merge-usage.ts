import type { NullableTokenCounts } from "@ai-cost/domain";
import { countsOf, type Usage } from "../completions/figures";
import { subsetProblem } from "../record/usage-rules";

/**
 * What two reports of one call say together: of each count and unit the larger one. Null when they
 * contradict each other: one report has more of one count that both know and less of another, or a part
 * would be more than its whole.
 */
export function mergeUsage(one: Usage, other: Usage): Usage | null {
  const [counts, otherCounts] = [countsOf(one), countsOf(other)];
  if (contradicts(counts, otherCounts)) return null;
  for (const count of Object.keys(counts) as (keyof typeof counts)[])
    counts[count] = larger(counts[count], otherCounts[count]);
  if (subsetProblem(counts) !== null) return null;
  const units = { ...one.units };
  for (const [unit, number] of Object.entries(other.units ?? {}))
    units[unit] = Math.max(units[unit] ?? 0, number);
  return { ...counts, units };
}

/** Clients write 0 as well for a count that they do not know. */
function contradicts(one: NullableTokenCounts, other: NullableTokenCounts): boolean {
  const known = Object.values(one).flatMap((count, index) => {
    const otherCount = Object.values(other)[index];
    return count && otherCount && count !== otherCount ? count > otherCount : [];
  });
  return new Set(known).size > 1;
}

function larger(one: bigint | null, other: bigint | null): bigint | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
