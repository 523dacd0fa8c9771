import { formatDollars } from "@/lib/format";

interface PartlyPriced {
  cost: number;
  calls: number | null;
  unpricedCalls: number | null;
}

/** Whether some calls have no known price, so that the cost is a lower bound. */
const isAtLeast = ({ unpricedCalls }: PartlyPriced): boolean => (unpricedCalls ?? 0) > 0;

/** Whether no call has a known price, so that nothing is known about the cost. */
export const isUnpriced = ({ cost, calls, unpricedCalls }: PartlyPriced): boolean =>
  cost === 0 && unpricedCalls !== null && unpricedCalls > 0 && unpricedCalls === calls;

/** A cost as text: `$12.40`, `at least $12.40` when some calls have no known price, `—` when none has one. */
export function costText(usage: PartlyPriced): string {
  const text = formatDollars(isUnpriced(usage) ? null : usage.cost);
  return isAtLeast(usage) && !isUnpriced(usage) ? `at least ${text}` : text;
}
