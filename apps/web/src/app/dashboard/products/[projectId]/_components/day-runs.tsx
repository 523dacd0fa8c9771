"use client";

import type { RouterOutputs } from "@ai-cost/api";
import Link from "next/link";
import { productPath } from "@/app/dashboard/_shell/navigation";
import { EmptyState } from "@/components/feedback/empty-state";
import { QueryResult } from "@/components/feedback/query-result";
import { Money } from "@/components/figure/money";
import { ShareBar } from "@/components/figure/share-bar";
import { Tokens } from "@/components/figure/tokens";
import { buttonLook } from "@/components/form/button";
import { formatCount } from "@/lib/format";
import { formatTime } from "@/lib/format-time";
import { trpc } from "@/trpc/client";
import { AgentMarks } from "./agent-marks";
import { RunLink } from "./run-link";
import { RunStatus } from "./run-status";

type Run = RouterOutputs["pipelineRuns"]["list"]["runs"][number];

interface DayRunsProps {
  projectId: string;
  /** The UTC day, `YYYY-MM-DD`. */
  day: string;
  asOf: string;
}

/** The runs that started on a day, most expensive first, with a link to the list of all of them. */
export function DayRuns({ projectId, day, asOf }: DayRunsProps) {
  const runs = trpc.pipelineRuns.list.useQuery({ projectId, day, sort: "cost" });
  return (
    <QueryResult query={runs} subject="runs of the day" height="min-h-60">
      {(page) => <DayRunList {...page} projectId={projectId} day={day} asOf={asOf} />}
    </QueryResult>
  );
}

type DayRunListProps = DayRunsProps & RouterOutputs["pipelineRuns"]["list"];

function DayRunList({ runs, next, projectId, day, asOf }: DayRunListProps) {
  const largestCost = Math.max(...runs.map(({ cost }) => cost));
  return (
    <section aria-label="Runs">
      <h3 className="border-line border-b pb-2 text-sm">
        <span className="font-semibold">
          {next === null ? formatCount(runs.length, "run") : "Runs"}
        </span>
        <span className="text-muted"> that started on this day, most expensive first</span>
      </h3>
      {runs.length === 0 && next === null ? (
        <EmptyState title="No run started on this day." />
      ) : (
        <ul>
          {runs.map((run) => (
            <li key={run.runId} className="border-line border-b py-3">
              <DayRun run={run} largestCost={largestCost} projectId={projectId} asOf={asOf} />
            </li>
          ))}
        </ul>
      )}
      <Link
        href={`${productPath(projectId, "pipelines")}?day=${day}`}
        className={`${buttonLook()} mt-4`}
      >
        Show all runs of this day
      </Link>
    </section>
  );
}

interface DayRunProps {
  run: Run;
  largestCost: number;
  projectId: string;
  asOf: string;
}

function DayRun({ run, largestCost, projectId, asOf }: DayRunProps) {
  const { runId, externalId, cost, unpricedCharges } = run;
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      <div className="flex items-baseline justify-between gap-3">
        <RunLink projectId={projectId} runId={runId} externalId={externalId} />
        <Money dollars={cost} atLeast={unpricedCharges > 0} className="shrink-0 font-medium" />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        <RunStatus run={run} asOf={asOf} />
        <span className="tabular-nums">{formatTime(run.startedAt)} UTC</span>
        {run.trigger !== null && <span>{run.trigger}</span>}
        <span>{formatCount(run.jobCount, "job")}</span>
        <span>
          <Tokens count={run.inputTokens + run.outputTokens} /> tokens
        </span>
        <span className="ml-auto">
          <AgentMarks agentTypes={run.agentTypes} />
        </span>
      </div>
      <ShareBar pct={largestCost === 0 ? 0 : (cost / largestCost) * 100} />
      {run.failedJobs > 0 && (
        <p className="text-danger text-xs">{formatCount(run.failedJobs, "failed job")}</p>
      )}
    </div>
  );
}
