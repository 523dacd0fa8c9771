import { formatDollars } from "@/lib/format";

interface PartlyPriced {
  cost: number;
  unpricedCalls: number | null;
}

/** Whether some calls have no known price, so that the cost is a lower bound. */
const isAtLeast = ({ unpricedCalls }: PartlyPriced): boolean => (unpricedCalls ?? 0) > 0;

/** Whether nothing is known about the cost, because no call has a known price. */
export const isUnpriced = (usage: PartlyPriced): boolean => isAtLeast(usage) && usage.cost === 0;

/** A cost as text: `$12.40`, `at least $12.40` when some calls have no known price, `—` when none has one. */
export function costText(usage: PartlyPriced): string {
  if (isUnpriced(usage)) return formatDollars(null);
  const text = formatDollars(usage.cost);
  return isAtLeast(usage) ? `at least ${text}` : text;
}
