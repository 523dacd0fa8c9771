import type { RouterOutputs } from "@ai-cost/api";
import { AgentTypeLabel } from "@/app/dashboard/_labels/agent-type-label";
import { Instant } from "@/components/figure/instant";
import { columnFraction, Money } from "@/components/figure/money";
import { ShortId } from "@/components/figure/short-id";
import { Tokens } from "@/components/figure/tokens";
import { Cell, type Column, Row, RowHeader, Table, Unit } from "@/components/table/table";
import { UNKNOWN } from "@/lib/format";
import { ChargeNotes } from "../../../_components/charge-note";

type Charge = RouterOutputs["pipelineRuns"]["listCharges"][number];

/** Most single calls cost less than a dollar. */
const LEAST_DECIMALS = 4;

const COLUMNS: readonly Column[] = [
  { label: "Agent" },
  { label: "Time" },
  { label: "Job" },
  { label: "Model" },
  { label: "Input tokens", align: "right" },
  { label: "Output tokens", align: "right" },
  { label: "Cost", align: "right" },
];

/** A table of a run's charges, newest first, each with its cost before refunds and its refunded amount. */
export function RunChargeTable({ charges, asOf }: { charges: readonly Charge[]; asOf: string }) {
  const fraction = columnFraction(
    charges.map(({ cost }) => cost),
    LEAST_DECIMALS,
  );
  return (
    <Table caption="Charges of this run, newest first" columns={COLUMNS}>
      {charges.map((charge) => (
        <Row key={charge.id}>
          <RowHeader>
            <AgentTypeLabel agentType={charge.agentType} />
          </RowHeader>
          <Cell>
            <Instant at={charge.occurredAt} asOf={asOf} />
          </Cell>
          <Cell>
            <ShortId id={charge.jobId} />
          </Cell>
          <Cell className="wrap-anywhere">{charge.model ?? UNKNOWN}</Cell>
          <Cell align="right">
            <Tokens count={charge.inputTokens} />
            <Unit>in</Unit>
          </Cell>
          <Cell align="right">
            <Tokens count={charge.outputTokens} />
            <Unit>out</Unit>
          </Cell>
          <Cell phone="figure" align="right">
            <Money dollars={charge.cost} fraction={fraction} className="font-medium" />
            <ChargeNotes charge={charge} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
