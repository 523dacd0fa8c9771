import type { RouterOutputs } from "@ai-cost/api";
import { Instant } from "@/components/figure/instant";
import { columnFraction, Money } from "@/components/figure/money";
import { ShortId } from "@/components/figure/short-id";
import { Tokens } from "@/components/figure/tokens";
import type { Sort } from "@/components/table/sort";
import { Cell, type Column, CountUnit, Row, RowHeader, Table } from "@/components/table/table";
import { formatCount, formatInteger, UNKNOWN } from "@/lib/format";
import { formatDuration } from "@/lib/format-time";
import { AgentMarks } from "../../_components/agent-marks";
import { RunLink } from "../../_components/run-link";
import { RunStatus } from "../../_components/run-status";
import type { RUN_SORTS } from "../search-params";
import { TypicalCost } from "./typical-cost";

type Run = RouterOutputs["pipelineRuns"]["list"]["runs"][number];
type SortKey = (typeof RUN_SORTS)[number];

/** Between a phone and a wide screen, the icons of the agents would leave no room for the names of the runs. */
const ONLY_WITH_ROOM = "@2xl/table:@max-5xl/table:hidden";

const COLUMNS: readonly Column<SortKey>[] = [
  { label: "Run" },
  { label: "Status" },
  { label: "Trigger" },
  { label: "Started, UTC", sortKey: "start" },
  { label: "Duration", align: "right" },
  { label: "Agents", className: ONLY_WITH_ROOM },
  { label: "Jobs", align: "right" },
  { label: "Tokens", align: "right" },
  { label: "Cost", align: "right", sortKey: "cost" },
  { label: "Compared with typical" },
];

interface RunTableProps {
  runs: readonly Run[];
  projectId: string;
  asOf: string;
  sort: Sort<SortKey>;
  onSort: (sort: Sort<SortKey>) => void;
}

/** A table of runs with their cost in the month and beside what is typical for their trigger. */
export function RunTable({ runs, projectId, asOf, sort, onSort }: RunTableProps) {
  const fraction = columnFraction(runs.map(({ cost }) => cost));
  return (
    <Table caption="Pipeline runs" columns={COLUMNS} sorting={{ sort, onSort }}>
      {runs.map((run) => (
        <Row key={run.runId}>
          <RowHeader className="@2xl/table:min-w-40 @2xl/table:max-w-80">
            <RunLink projectId={projectId} runId={run.runId} externalId={run.externalId} />
            {run.externalId !== null && (
              <span className="block text-muted">
                <ShortId id={run.runId} />
              </span>
            )}
          </RowHeader>
          <Cell>
            <RunStatus run={run} asOf={asOf} />
          </Cell>
          <Cell>{run.trigger ?? UNKNOWN}</Cell>
          <Cell>
            <Instant at={run.startedAt} asOf={asOf} />
          </Cell>
          <Cell align="right" className="whitespace-nowrap tabular-nums">
            {durationText(run)}
          </Cell>
          <Cell className={ONLY_WITH_ROOM}>
            <AgentMarks agentTypes={run.agentTypes} />
          </Cell>
          <Cell align="right">
            <span className="tabular-nums">{formatInteger(run.jobCount)}</span>
            <CountUnit count={run.jobCount} noun="job" />
            {run.failedJobs > 0 && (
              <span className="block whitespace-nowrap text-danger text-xs">
                {formatCount(run.failedJobs, "failed", "failed")}
              </span>
            )}
          </Cell>
          <Cell align="right">
            <Tokens count={run.inputTokens + run.outputTokens} />
            <CountUnit count={run.inputTokens + run.outputTokens} noun="token" />
          </Cell>
          <Cell align="right" phone="figure" className="font-medium">
            <Money dollars={run.cost} atLeast={run.unpricedCharges > 0} fraction={fraction} />
          </Cell>
          <Cell phone="full">
            <TypicalCost run={run} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

/** The time from the start to the reported end, or to the end of the last job. */
function durationText({ startedAt, finishedAt, jobsEndedAt }: Run): string {
  const endedAt = finishedAt ?? jobsEndedAt;
  return endedAt === null ? UNKNOWN : formatDuration(Date.parse(endedAt) - Date.parse(startedAt));
}
