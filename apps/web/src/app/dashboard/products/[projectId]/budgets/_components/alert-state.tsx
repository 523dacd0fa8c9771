import { lastAlertText, receiversText } from "@/app/dashboard/_budgets/budget-text";
import type { AlertChannel, Budget } from "@/app/dashboard/_budgets/outputs";

interface AlertStateProps {
  budget: Budget;
  channels: readonly AlertChannel[];
}

/** Which alert was sent last, and who gets the alerts. */
export function AlertState({ budget, channels }: AlertStateProps) {
  return (
    <span className="wrap-anywhere block whitespace-normal font-normal text-muted text-xs">
      {lastAlertText(budget)}, {receiversText(budget, channels)}
    </span>
  );
}
