import { RUN_STATUSES } from "@ai-cost/domain";
import { Ban, CircleCheck, CircleDashed, CircleX, type LucideIcon } from "lucide-react";
import { Badge, type Tone } from "./badge";

const LOOKS: Readonly<Record<string, { tone: Tone; icon: LucideIcon }>> = {
  completed: { tone: "neutral", icon: CircleCheck },
  failed: { tone: "danger", icon: CircleX },
  cancelled: { tone: "neutral", icon: Ban },
};

const GOING_ON = { tone: "accent", icon: CircleDashed } as const;

const labelOf = (status: string): string => {
  const words = RUN_STATUSES.some((known) => known === status) ? status.replace("_", " ") : status;
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The state of a run or job in a word. One that nobody has heard of is shown as it is. */
export function StatusBadge({ status }: { status: string }) {
  const { tone, icon: Icon } = LOOKS[status] ?? GOING_ON;
  return (
    <Badge tone={tone}>
      <Icon aria-hidden="true" className="size-3" />
      {labelOf(status)}
    </Badge>
  );
}
