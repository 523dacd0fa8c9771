import type { RouterOutputs } from "@ai-cost/api";
import { AgentTypeLabel } from "@/app/dashboard/_labels/agent-type-label";
import { StatusBadge } from "@/app/dashboard/_labels/status-badge";
import { Instant } from "@/components/figure/instant";
import { columnFraction, Money } from "@/components/figure/money";
import { ShareBar } from "@/components/figure/share-bar";
import { ShortId } from "@/components/figure/short-id";
import { Tokens } from "@/components/figure/tokens";
import { Cell, type Column, Row, RowHeader, Table, Unit } from "@/components/table/table";
import { UNKNOWN } from "@/lib/format";
import { formatDuration } from "@/lib/format-time";

type Job = RouterOutputs["pipelineRuns"]["listJobs"][number];

const COLUMNS: readonly Column[] = [
  { label: "Agent" },
  { label: "Job" },
  { label: "Status" },
  { label: "Started, UTC" },
  { label: "Took", align: "right" },
  { label: "Tokens in", align: "right" },
  { label: "Tokens out", align: "right" },
  { label: "Proportion", hidden: true },
  { label: "Cost", align: "right" },
];

const durationText = ({ startedAt, finishedAt }: Job): string =>
  finishedAt ? formatDuration(Date.parse(finishedAt) - Date.parse(startedAt)) : UNKNOWN;

/** A table of a run's jobs, ordered by start, each with its cost after refunds. */
export function RunJobTable({ jobs, asOf }: { jobs: readonly Job[]; asOf: string }) {
  const fraction = columnFraction(jobs.map(({ cost }) => cost));
  const largestCost = Math.max(...jobs.map(({ cost }) => cost));
  return (
    <Table caption="Jobs of this run, by start" columns={COLUMNS}>
      {jobs.map((job) => (
        <Row key={job.jobId}>
          <RowHeader>
            <AgentTypeLabel agentType={job.agentType} />
          </RowHeader>
          <Cell>
            <ShortId id={job.jobId} />
          </Cell>
          <Cell>
            <StatusBadge status={job.status} startedAt={job.startedAt} asOf={asOf} />
          </Cell>
          <Cell>
            <Instant at={job.startedAt} asOf={asOf} />
          </Cell>
          <Cell align="right" className="whitespace-nowrap tabular-nums">
            {durationText(job)}
          </Cell>
          <Cell align="right">
            <Tokens count={job.inputTokens} />
            <Unit>in</Unit>
          </Cell>
          <Cell align="right">
            <Tokens count={job.outputTokens} />
            <Unit>out</Unit>
          </Cell>
          <Cell phone="full" className="@2xl/table:w-1/8">
            <ShareBar pct={largestCost === 0 ? 0 : (job.cost / largestCost) * 100} />
          </Cell>
          <Cell phone="figure" align="right">
            <Money
              dollars={job.cost}
              atLeast={job.unpricedCharges > 0}
              fraction={fraction}
              className="font-medium"
            />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
