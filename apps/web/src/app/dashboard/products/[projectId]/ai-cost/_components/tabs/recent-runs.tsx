import { AgentTypeLabel } from "@/app/dashboard/_labels/agent-type-label";
import { EmptyState } from "@/components/feedback/empty-state";
import { Instant } from "@/components/figure/instant";
import { OlderRows, type PagesQuery } from "@/components/table/older-rows";
import { Cell, Row, RowHeader, Table } from "@/components/table/table";
import { UNKNOWN } from "@/lib/format";
import { formatMonth } from "@/lib/format-time";
import { CHARGE_COLUMNS, ChargeCells, costFraction } from "../../../_components/charge-cells";
import { RunLink } from "../../../_components/run-link";
import type { Charge } from "../../outputs";

const COLUMNS = [
  { label: "Agent" },
  { label: "Time, UTC" },
  { label: "Run" },
  { label: "Model" },
  ...CHARGE_COLUMNS,
] as const;

interface RecentRunsProps {
  /** The charges, newest first. */
  charges: readonly Charge[];
  /** The month of the charges, `YYYY-MM`; null when they are of any month. */
  month: string | null;
  isFiltered: boolean;
  projectId: string;
  asOf: string;
  /** The query of the rows, which can load older ones. */
  older: PagesQuery;
}

/** A table of the newest charges of a month or of any month. */
export function RecentRuns(props: RecentRunsProps) {
  const { charges, month, isFiltered, projectId, asOf, older } = props;
  if (charges.length === 0) return <NoCharges month={month} isFiltered={isFiltered} />;
  const scope =
    month === null ? "The latest charges of any month" : `Charges of ${formatMonth(month)}`;
  const fraction = costFraction(charges);
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
            <ChargeCells charge={charge} fraction={fraction} />
          </Row>
        ))}
      </Table>
      <OlderRows query={older} label="Load older" subject="older charges" />
    </>
  );
}

function NoCharges({ month, isFiltered }: Pick<RecentRunsProps, "month" | "isFiltered">) {
  const where = month === null ? "" : ` of ${formatMonth(month)}`;
  if (isFiltered)
    return <EmptyState title={`None of the latest 5,000 charges${where} matches the filters.`} />;
  return <EmptyState title={`No charges${where}.`} />;
}
