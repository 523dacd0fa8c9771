import type { RouterOutputs } from "@ai-cost/api";
import { AgentTypeLabel } from "@/app/dashboard/_labels/agent-type-label";
import { Instant } from "@/components/figure/instant";
import { ShortId } from "@/components/figure/short-id";
import { Cell, type Column, Row, RowHeader, Table } from "@/components/table/table";
import { UNKNOWN } from "@/lib/format";
import { CHARGE_COLUMNS, ChargeCells, costFraction } from "../../../_components/charge-cells";

type Charge = RouterOutputs["pipelineRuns"]["listCharges"][number];

const COLUMNS: readonly Column[] = [
  { label: "Agent" },
  { label: "Time, UTC" },
  { label: "Job" },
  { label: "Model" },
  ...CHARGE_COLUMNS,
];

/** A table of a run's charges, newest first, each with its cost before refunds and its refunded amount. */
export function RunChargeTable({ charges, asOf }: { charges: readonly Charge[]; asOf: string }) {
  const fraction = costFraction(charges);
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
          <ChargeCells charge={charge} fraction={fraction} />
        </Row>
      ))}
    </Table>
  );
}
