import { classNames } from "@/components/class-names";
import { formatDollars, formatRatio, UNKNOWN } from "@/lib/format";

/** The bar ends at this multiple of the typical cost. */
const LONGEST = 3;
/** From this multiple on, the comparison is emphasized. */
const NOTABLE = 2;

interface TypicalCostProps {
  run: {
    trigger: string | null;
    cost: number;
    /** The median cost of the runs with the same trigger; null when there are too few of them. */
    typicalCost: number | null;
    unpricedCharges: number;
  };
}

/** A run's cost beside the typical one of its trigger: a bar with a mark, and the multiple. */
export function TypicalCost({ run }: TypicalCostProps) {
  const { trigger, cost, typicalCost, unpricedCharges } = run;
  if (typicalCost === null || typicalCost === 0)
    return <span title="Fewer than three runs to compare with">{UNKNOWN}</span>;
  if (cost === 0 && unpricedCharges > 0) return <span title="The price is unknown">{UNKNOWN}</span>;
  const ratio = cost / typicalCost;
  const typical = `${formatDollars(typicalCost)}${trigger === null ? "" : ` for ${trigger} runs`}`;
  return (
    <span className="flex items-center gap-3" title={`Typical: ${typical}`}>
      <span aria-hidden="true" className="relative h-4 min-w-16 grow">
        <span
          className="painted absolute inset-y-1 left-0 rounded-bar bg-bar"
          style={{ width: `${(Math.min(ratio, LONGEST) / LONGEST) * 100}%` }}
        />
        <span
          className="painted absolute inset-y-0 w-px bg-ink"
          style={{ left: `${100 / LONGEST}%` }}
        />
      </span>
      <span
        className={classNames(
          "w-11 shrink-0 text-right tabular-nums",
          ratio >= NOTABLE ? "font-semibold" : "text-muted",
        )}
      >
        {formatRatio(ratio)}
        <span className="sr-only"> the typical {typical}</span>
      </span>
    </span>
  );
}
