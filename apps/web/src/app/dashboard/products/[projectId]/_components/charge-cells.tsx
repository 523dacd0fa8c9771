import type { RouterOutputs } from "@ai-cost/api";
import { columnFraction, Money } from "@/components/figure/money";
import { Tokens } from "@/components/figure/tokens";
import { Cell, Unit } from "@/components/table/table";
import { formatDollars } from "@/lib/format";

type Charge = Omit<RouterOutputs["pipelineRuns"]["listCharges"][number], "jobId">;

/** Most single calls cost less than a dollar. */
const LEAST_DECIMALS = 4;

/** The decimals of the costs in a column of charges. */
export const costFraction = (charges: readonly Charge[]) =>
  columnFraction(
    charges.map(({ cost }) => cost),
    LEAST_DECIMALS,
  );

/** The columns of `ChargeCells`. */
export const CHARGE_COLUMNS = [
  { label: "Tokens in", align: "right" },
  { label: "Tokens out", align: "right" },
  { label: "Cost", align: "right" },
] as const;

interface ChargeCellsProps {
  charge: Charge;
  /** The result of `costFraction` for all rows. */
  fraction: ReturnType<typeof costFraction>;
}

/** The last cells of a charge's row: its tokens, and its cost with what a person should know about it. */
export function ChargeCells({ charge, fraction }: ChargeCellsProps) {
  return (
    <>
      <Cell align="right">
        <Tokens count={charge.inputTokens} />
        <Unit>in</Unit>
      </Cell>
      <Cell align="right">
        <Tokens count={charge.outputTokens} />
        <Unit>out</Unit>
      </Cell>
      <Cell align="right" phone="figure" className="font-medium">
        <Money dollars={charge.cost} fraction={fraction} />
        {notesOf(charge).map((note) => (
          <span key={note} className="block font-normal text-muted text-xs">
            {note}
          </span>
        ))}
      </Cell>
    </>
  );
}

function notesOf({ isSuperseded, isCompleted, priceNote, refundedCost }: Charge): string[] {
  if (isSuperseded) return ["counted by another report"];
  return [
    ...(isCompleted ? ["completed by a later report"] : []),
    ...(priceNote === null ? [] : [priceNote]),
    ...(refundedCost > 0 ? [`${formatDollars(refundedCost)} refunded`] : []),
  ];
}
