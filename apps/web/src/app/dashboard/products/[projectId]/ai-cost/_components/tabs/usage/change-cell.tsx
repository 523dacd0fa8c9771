import { Cell } from "@/components/table/table";
import { formatDifference, formatDollars, formatSignedChange, UNKNOWN } from "@/lib/format";
import type { CostChange } from "../../../usage/usage-rows";

interface ChangeCellProps {
  change: CostChange | null;
  fraction: number;
}

/** The change of the cost in dollars and in percent. */
export function ChangeCell({ change, fraction }: ChangeCellProps) {
  return (
    <Cell align="right" className="whitespace-nowrap tabular-nums @max-2xl/table:ml-auto">
      {change && (change.cost !== 0 || change.previousCost !== 0) ? (
        <Change change={change} fraction={fraction} />
      ) : (
        <span className="text-muted">{UNKNOWN}</span>
      )}
    </Cell>
  );
}

function Change({ change, fraction }: { change: CostChange; fraction: number }) {
  const { cost, previousCost, difference, isPartial } = change;
  return (
    <span title={`${formatDollars(cost)} after ${formatDollars(previousCost)}`}>
      {isPartial && <span className="text-muted text-xs">known </span>}
      {formatDifference(difference, fraction)}
      <span className="inline-block min-w-14 pl-2 text-right text-muted">
        {formatSignedChange(cost, previousCost)}
      </span>
    </span>
  );
}
