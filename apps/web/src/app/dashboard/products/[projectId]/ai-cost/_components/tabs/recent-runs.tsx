import { AgentTypeLabel } from "@/app/dashboard/_labels/agent-type-label";
import { EmptyState } from "@/components/feedback/empty-state";
import { Instant } from "@/components/figure/instant";
import { columnFraction, Money } from "@/components/figure/money";
import { Tokens } from "@/components/figure/tokens";
import { OlderRows, type OlderRowsProps } from "@/components/table/older-rows";
import { Cell, Row, RowHeader, Table, Unit } from "@/components/table/table";
import { UNKNOWN } from "@/lib/format";
import { formatMonth } from "@/lib/format-time";
import { ChargeNotes } from "../../../_components/charge-note";
import { RunLink } from "../../../_components/run-link";
import type { Charge } from "../../outputs";

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
  /** The month of the charges, `YYYY-MM`; null when they are of any month. */
  month: string | null;
  isFiltered: boolean;
  projectId: string;
  asOf: string;
}

/** A table of the newest charges of a month or of any month. */
export function RecentRuns(props: RecentRunsProps) {
  const { charges, month, isFiltered, projectId, asOf, ...older } = props;
  if (charges.length === 0) return <NoCharges month={month} isFiltered={isFiltered} />;
  const scope =
    month === null ? "The latest charges of any month" : `Charges of ${formatMonth(month)}`;
  const fraction = columnFraction(
    charges.map(({ cost }) => cost),
    LEAST_DECIMALS,
  );
  return (
    <>
      <Table caption={`${scope}, newest first`} columns={COLUMNS}>
        {charges.map((charge) => (
          <Row key={charge.id}>
            <RowHeader className="@2xl/table:w-44">
              <AgentTypeLabel agentType={charge.agentType} />
            </RowHeader>
            <Cell>
              <Instant at={charge.occurredAt} asOf={asOf} />
            </Cell>
            <Cell>
              <RunLink
                projectId={projectId}
                runId={charge.runId}
                externalId={charge.runExternalId}
              />
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

function NoCharges({ month, isFiltered }: Pick<RecentRunsProps, "month" | "isFiltered">) {
  const where = month === null ? "" : ` of ${formatMonth(month)}`;
  if (isFiltered)
    return <EmptyState title={`None of the latest 5,000 charges${where} matches the filters.`} />;
  return <EmptyState title={`No charges${where}.`} />;
}
