import { AgentTypeLabel } from "@/app/dashboard/_labels/agent-type-label";
import { Instant } from "@/components/figure/instant";
import { columnFraction, Money } from "@/components/figure/money";
import { Tokens } from "@/components/figure/tokens";
import { OlderRows, type OlderRowsProps } from "@/components/table/older-rows";
import { Cell, Row, RowHeader, Table, Unit } from "@/components/table/table";
import { UNKNOWN } from "@/lib/format";
import { ChargeNotes } from "../../../_components/charge-note";
import type { Charge } from "../../outputs";
import { RunLink } from "./run-link";

const COLUMNS = [
  { label: "Agent" },
  { label: "Time, UTC" },
  { label: "Run" },
  { label: "Model" },
  { label: "Tokens in", align: "right" },
  { label: "Tokens out", align: "right" },
  { label: "Cost", align: "right" },
] as const;

/** Most single calls cost less than a dollar. */
const LEAST_DECIMALS = 4;

interface RecentRunsProps extends OlderRowsProps {
  /** The charges, newest first. */
  charges: readonly Charge[];
  projectId: string;
  asOf: string;
}

/** A table of the newest charges, from whatever month they are. */
export function RecentRuns({ charges, projectId, asOf, ...older }: RecentRunsProps) {
  const fraction = columnFraction(
    charges.map(({ cost }) => cost),
    LEAST_DECIMALS,
  );
  return (
    <>
      <Table caption="The latest charges of any month, newest first" columns={COLUMNS}>
        {charges.map((charge) => (
          <Row key={charge.id}>
            <RowHeader className="@2xl/table:w-44">
              <AgentTypeLabel agentType={charge.agentType} />
            </RowHeader>
            <Cell>
              <Instant at={charge.occurredAt} asOf={asOf} />
            </Cell>
            <Cell>
              <RunLink projectId={projectId} runId={charge.runId} />
            </Cell>
            <Cell className="wrap-anywhere text-muted">{charge.model ?? UNKNOWN}</Cell>
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
              <ChargeNotes charge={charge} />
            </Cell>
          </Row>
        ))}
      </Table>
      <OlderRows label="Load older" subject="older charges" {...older} />
    </>
  );
}
