import { CircleHelp } from "lucide-react";
import { formatCount } from "@/lib/format";

/** Why the totals say "at least". */
export function UnpricedNotice({ count }: { count: number }) {
  return (
    <p className="flex items-start gap-2 px-1 text-muted text-sm">
      <CircleHelp aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span>
        {formatCount(count, "charge")} of this month {count === 1 ? "has" : "have"} no known price
        yet: the tokens are counted, the cost is not, so the totals say “at least”.
      </span>
    </p>
  );
}
