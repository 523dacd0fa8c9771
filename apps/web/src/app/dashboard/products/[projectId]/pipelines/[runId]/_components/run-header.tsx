import type { RouterOutputs } from "@ai-cost/api";
import { ArrowLeft } from "lucide-react";
import { StatusBadge } from "@/app/dashboard/_labels/status-badge";
import { CostLink } from "@/app/dashboard/_shell/cost-link";
import { Instant } from "@/components/figure/instant";
import { ShortId } from "@/components/figure/short-id";
import { UNKNOWN } from "@/lib/format";
import { formatDuration } from "@/lib/format-time";

type Run = RouterOutputs["pipelineRuns"]["get"];

interface RunHeaderProps {
  projectId: string;
  runId: string;
  run: Run | undefined;
  asOf: string;
}

/** The run's id, status and times. */
export function RunHeader({ projectId, runId, run, asOf }: RunHeaderProps) {
  return (
    <header className="flex flex-col gap-2">
      <CostLink
        projectId={projectId}
        className="flex items-center gap-1 self-start text-muted text-sm hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        AI Cost &amp; Budget
      </CostLink>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="font-semibold text-2xl">
          Pipeline run <ShortId id={runId} />
        </h1>
        {run && <StatusBadge status={run.status} startedAt={run.startedAt} asOf={asOf} />}
      </div>
      {run && <RunFacts run={run} asOf={asOf} />}
    </header>
  );
}

function RunFacts({ run, asOf }: { run: Run; asOf: string }) {
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm [&_dt]:mr-1.5 [&_dt]:inline [&_dt]:text-muted [&_dd]:inline">
      {run.externalId !== null && (
        <div className="wrap-anywhere">
          <dt>Name</dt>
          <dd>{run.externalId}</dd>
        </div>
      )}
      <div>
        <dt>Trigger</dt>
        <dd>{run.trigger ?? UNKNOWN}</dd>
      </div>
      <div>
        <dt>Started</dt>
        <dd>
          <Instant at={run.startedAt} asOf={asOf} />
        </dd>
      </div>
      <div>
        <dt>Finished</dt>
        <dd>{run.finishedAt ? <Instant at={run.finishedAt} asOf={asOf} /> : "Not yet"}</dd>
      </div>
      {run.finishedAt && (
        <div>
          <dt>Took</dt>
          <dd>{formatDuration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}</dd>
        </div>
      )}
      <div>
        <dt>Times in</dt>
        <dd>UTC</dd>
      </div>
    </dl>
  );
}
