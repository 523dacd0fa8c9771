import type { BudgetStatus } from "@ai-cost/domain";
import {
  CircleCheck,
  CircleMinus,
  type LucideIcon,
  OctagonAlert,
  TriangleAlert,
} from "lucide-react";
import { classNames } from "@/components/class-names";

interface Look {
  label: string;
  icon: LucideIcon;
  text: string;
}

const LOOKS: Readonly<Record<BudgetStatus, Look>> = {
  none: { label: "No budget", icon: CircleMinus, text: "text-muted" },
  ok: { label: "Within budget", icon: CircleCheck, text: "text-ok" },
  warning: { label: "Approaching budget", icon: TriangleAlert, text: "text-warning" },
  exceeded: { label: "Budget exceeded", icon: OctagonAlert, text: "text-danger" },
};

export const budgetStatusLabel = (status: BudgetStatus): string => LOOKS[status].label;

/** The status of a budget as an icon and a coloured word. */
export function BudgetStatusLabel({ status }: { status: BudgetStatus }) {
  const { label, icon: Icon, text } = LOOKS[status];
  return (
    <span
      className={classNames("inline-flex items-center gap-1.5 whitespace-nowrap font-medium", text)}
    >
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      {label}
    </span>
  );
}
