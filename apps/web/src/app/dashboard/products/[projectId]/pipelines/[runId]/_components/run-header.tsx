import type { RouterOutputs } from "@ai-cost/api";
import { ArrowLeft } from "lucide-react";
import { CostLink } from "@/app/dashboard/_shell/cost-link";
import { Instant } from "@/components/figure/instant";
import { ShortId } from "@/components/figure/short-id";
import { UNKNOWN } from "@/lib/format";
import { formatDuration } from "@/lib/format-time";
import { RunStatus } from "../../../_components/run-status";
import { CopyableId } from "./copyable-id";

type Run = RouterOutputs["pipelineRuns"]["get"];

interface RunHeaderProps {
  projectId: string;
  runId: string;
  run: Run | undefined;
  asOf: string;
}

/** The run's name, status and times, and its id to copy. */
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
        <h1 className="wrap-anywhere font-semibold text-2xl tracking-tight">
          {run?.externalId ?? (
            <>
              Pipeline run <ShortId id={runId} />
            </>
          )}
        </h1>
        {run && <RunStatus run={run} asOf={asOf} />}
      </div>
      <CopyableId id={runId} />
      {run && <RunFacts run={run} asOf={asOf} />}
    </header>
  );
}

function RunFacts({ run, asOf }: { run: Run; asOf: string }) {
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm [&_dt]:mr-1.5 [&_dt]:inline [&_dt]:text-muted [&_dd]:inline">
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
        <dd>{run.finishedAt ? <Instant at={run.finishedAt} asOf={asOf} /> : "Not reported"}</dd>
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
