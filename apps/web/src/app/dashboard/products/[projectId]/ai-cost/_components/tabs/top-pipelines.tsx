import { Instant } from "@/components/figure/instant";
import { columnFraction, Money } from "@/components/figure/money";
import { ShareBar } from "@/components/figure/share-bar";
import { Tokens } from "@/components/figure/tokens";
import { Cell, CountUnit, Row, RowHeader, Table, Unit } from "@/components/table/table";
import { formatInteger, formatShare, UNKNOWN } from "@/lib/format";
import { RunLink } from "../../../_components/run-link";
import { RunStatus } from "../../../_components/run-status";
import type { TopRun } from "../../outputs";

const COLUMNS = [
  { label: "Run" },
  { label: "Status" },
  { label: "Trigger" },
  { label: "Started, UTC" },
  { label: "Jobs", align: "right" },
  { label: "Tokens", align: "right" },
  { label: "Share of the most expensive", hidden: true },
  { label: "Cost", align: "right" },
  { label: "Share", align: "right" },
] as const;

interface TopPipelinesProps {
  /** At most five runs, most expensive first. */
  runs: readonly TopRun[];
  projectId: string;
  asOf: string;
}

/** The most expensive pipeline runs of the month. */
export function TopPipelines({ runs, projectId, asOf }: TopPipelinesProps) {
  const fraction = columnFraction(runs.map(({ cost }) => cost));
  const highestPct = runs[0]?.pctOfTotal ?? 0;
  return (
    <Table caption="The most expensive pipeline runs of the month" columns={COLUMNS}>
      {runs.map((run) => (
        <Row key={run.runId}>
          <RowHeader>
            <RunLink projectId={projectId} runId={run.runId} externalId={run.externalId} />
          </RowHeader>
          <Cell>
            <RunStatus run={run} asOf={asOf} />
          </Cell>
          <Cell>{run.trigger ?? UNKNOWN}</Cell>
          <Cell>
            <Instant at={run.startedAt} asOf={asOf} />
          </Cell>
          <Cell align="right">
            <span className="tabular-nums">{formatInteger(run.jobCount)}</span>
            <CountUnit count={run.jobCount} noun="job" />
          </Cell>
          <Cell align="right">
            <Tokens count={run.totalTokens} />
            <CountUnit count={run.totalTokens} noun="token" />
          </Cell>
          <Cell phone="full" className="@2xl/table:w-1/5">
            <ShareBar pct={highestPct === 0 ? 0 : (run.pctOfTotal / highestPct) * 100} />
          </Cell>
          <Cell align="right" phone="figure" className="font-medium">
            <Money dollars={run.cost} atLeast={run.unpricedCharges > 0} fraction={fraction} />
          </Cell>
          <Cell align="right" className="text-muted tabular-nums">
            {formatShare(run.pctOfTotal)}
            <Unit>of the month</Unit>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
