import { RUN_STATUSES } from "@ai-cost/domain";
import { Ban, CircleCheck, CircleDashed, CircleX, type LucideIcon } from "lucide-react";
import { Badge, type Tone } from "@/components/feedback/badge";

const LOOKS: Readonly<Record<string, { tone: Tone; icon: LucideIcon }>> = {
  completed: { tone: "neutral", icon: CircleCheck },
  failed: { tone: "danger", icon: CircleX },
  cancelled: { tone: "neutral", icon: Ban },
};

const IN_PROGRESS = { tone: "accent", icon: CircleDashed } as const;

const labelOf = (status: string): string => {
  const words = RUN_STATUSES.some((known) => known === status) ? status.replace("_", " ") : status;
  return words.charAt(0).toUpperCase() + words.slice(1);
};

interface StatusBadgeProps {
  status: string;
  startedAt: string;
  asOf: string;
}

const DAY_MS = 86_400_000;

/**
 * The status of a run or job. An unknown status is shown unchanged. Telemetry seldom reports an end,
 * so a run or job that is still running a day after its start is shown as "No end reported".
 */
export function StatusBadge({ status, startedAt, asOf }: StatusBadgeProps) {
  const isOverdue = Date.parse(asOf) - Date.parse(startedAt) > DAY_MS;
  if (status === "running" && isOverdue)
    return (
      <span title="The last report said that it is running">
        <Badge>
          <CircleDashed aria-hidden="true" className="size-3" />
          No end reported
        </Badge>
      </span>
    );
  const { tone, icon: Icon } = LOOKS[status] ?? IN_PROGRESS;
  return (
    <Badge tone={tone}>
      <Icon aria-hidden="true" className="size-3" />
      {labelOf(status)}
    </Badge>
  );
}
