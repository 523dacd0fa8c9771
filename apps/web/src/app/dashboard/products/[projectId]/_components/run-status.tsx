import { CircleDashed } from "lucide-react";
import { StatusBadge } from "@/app/dashboard/_labels/status-badge";
import { Badge } from "@/components/feedback/badge";
import { Instant } from "@/components/figure/instant";

interface RunStatusProps {
  run: {
    status: string;
    startedAt: string;
    /** The end of the last job, when all jobs have ended and nothing reported the end of the run. */
    jobsEndedAt: string | null;
  };
  asOf: string;
}

/**
 * The status of a run. Telemetry seldom reports the end of a run, so a run whose jobs have all ended is
 * shown as ended, with the time of its last activity.
 */
export function RunStatus({ run, asOf }: RunStatusProps) {
  const { status, startedAt, jobsEndedAt } = run;
  if (jobsEndedAt === null)
    return <StatusBadge status={status} startedAt={startedAt} asOf={asOf} />;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <Badge>
        <CircleDashed aria-hidden="true" className="size-3" />
        Ended, not reported
      </Badge>
      <span className="text-muted text-xs">
        last activity <Instant at={jobsEndedAt} asOf={asOf} />
      </span>
    </span>
  );
}
