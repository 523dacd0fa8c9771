import { DEFAULT_THRESHOLDS } from "@ai-cost/domain";
import { type ReactNode, type SubmitEvent, useDeferredValue, useState } from "react";
import { Field } from "@/components/form/field";
import { SaveOrCancel } from "@/components/form/save-or-cancel";
import { formatDollars } from "@/lib/format";
import { useAttempt } from "@/trpc/use-attempt";
import { typedLimit } from "./typed-limit";
import { typedThresholds } from "./typed-thresholds";

export interface LimitSettings {
  limitDollars: number;
  thresholds: number[];
}

interface BudgetFormProps {
  /** Null for a new budget. */
  stored: { limit: number; thresholds: readonly number[] } | null;
  /** The promise rejects when the server refuses the budget. Null while another field is not valid. */
  onSave: ((settings: LimitSettings & { reason?: string }) => Promise<unknown>) | null;
  /** Called when the person tries to save, also when a field is not valid. */
  onSubmit?: () => void;
  onClose: () => void;
  /** What the typed settings would have done; null while they are not valid. */
  preview: (settings: LimitSettings | null) => ReactNode;
  /** Fields before the limit. */
  before?: ReactNode;
  /** Fields after the preview. */
  children?: ReactNode;
}

/** The limit, the alerts and the reason of a budget, as a form in a dialog. */
export function BudgetForm(props: BudgetFormProps) {
  const { stored, onSave, onSubmit, onClose, preview, before, children } = props;
  const [limitText, setLimitText] = useState(stored ? String(stored.limit) : "");
  const [alertText, setAlertText] = useState((stored?.thresholds ?? DEFAULT_THRESHOLDS).join(", "));
  const [reason, setReason] = useState("");
  const [isSubmitted, setIsSubmitted] = useState(false);
  const { isPending, problem, attempt } = useAttempt();
  const limit = typedLimit(limitText, false);
  const alerts = typedThresholds(alertText);
  const tested = useDeferredValue(
    "problem" in limit
      ? null
      : { ...limit, thresholds: "problem" in alerts ? [] : alerts.thresholds },
  );

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    setIsSubmitted(true);
    onSubmit?.();
    if (!onSave || "problem" in limit || "problem" in alerts) return;
    const budget = { ...limit, ...alerts, ...(reason && { reason }) };
    if (await attempt(() => onSave(budget))) onClose();
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      {before}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label="Monthly limit in US dollars"
          prefix="$"
          inputMode="decimal"
          autoComplete="off"
          value={limitText}
          onChange={(event) => setLimitText(event.target.value)}
          hint={"problem" in limit ? "From $0.01" : `${formatDollars(limit.limitDollars)} a month`}
          error={
            "problem" in limit && (limitText !== "" || isSubmitted) ? limit.problem : undefined
          }
        />
        <Field
          label="Alert at percent of it"
          autoComplete="off"
          value={alertText}
          onChange={(event) => setAlertText(event.target.value)}
          hint="Up to five, such as 80, 100"
          error={"problem" in alerts ? alerts.problem : undefined}
        />
      </div>
      {preview(tested)}
      {children}
      <Field
        label="Reason (optional)"
        maxLength={200}
        autoComplete="off"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        hint="Shown in the history"
      />
      <p className="text-muted text-sm">
        It applies to the whole current month at once. Agents keep working above the limit.
      </p>
      <SaveOrCancel
        action="Save budget"
        isPending={isPending}
        problem={problem}
        onCancel={onClose}
      />
    </form>
  );
}
