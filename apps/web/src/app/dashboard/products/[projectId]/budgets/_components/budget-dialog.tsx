import { DEFAULT_THRESHOLDS } from "@ai-cost/domain";
import { type SubmitEvent, useDeferredValue, useState } from "react";
import { Dialog } from "@/components/dialog/dialog";
import { Field } from "@/components/form/field";
import { Select } from "@/components/form/select";
import { formatDollars } from "@/lib/format";
import { useAttempt } from "@/trpc/use-attempt";
import { typedLimit } from "../../ai-cost/_components/budget/typed-limit";
import { SaveOrCancel } from "../../prices/_components/save-or-cancel";
import type { Budget, NewBudget, Scope } from "../outputs";
import { BackTest } from "./back-test";
import { scopeText } from "./budget-text";
import { typedThresholds } from "./typed-thresholds";

interface BudgetDialogProps {
  projectId: string;
  /** A budget, or the scope of a new one; a null scope is chosen in the dialog. */
  edited: Budget | { scope: Scope | null };
  /** The promise rejects when the server refuses the budget. */
  onSave: (budget: NewBudget) => Promise<unknown>;
  onClose: () => void;
}

const KINDS = [
  { value: "agentType", label: "Agent type" },
  { value: "model", label: "Model" },
] as const;

/** A dialog that sets a budget and shows when it would have warned. */
export function BudgetDialog({ projectId, edited, onSave, onClose }: BudgetDialogProps) {
  const stored = "limit" in edited ? edited : null;
  const [kind, setKind] = useState<"agentType" | "model">("agentType");
  const [name, setName] = useState("");
  const [limitText, setLimitText] = useState(stored ? String(stored.limit) : "");
  const [alertText, setAlertText] = useState((stored?.thresholds ?? DEFAULT_THRESHOLDS).join(", "));
  const [reason, setReason] = useState("");
  const [isSubmitted, setIsSubmitted] = useState(false);
  const { isPending, problem, attempt } = useAttempt();

  const scope = edited.scope ?? (name.trim() === "" ? null : { kind, value: name.trim() });
  const limit = typedLimit(limitText, false);
  const alerts = typedThresholds(alertText);
  const tested = useDeferredValue({ scope, limit, alerts });

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    setIsSubmitted(true);
    if (!scope || "problem" in limit || "problem" in alerts) return;
    const budget = { scope, limitDollars: limit.limitDollars, thresholds: alerts.thresholds };
    const isSaved = await attempt(() => onSave({ ...budget, ...(reason && { reason }) }));
    if (isSaved) onClose();
  }

  return (
    <Dialog
      title={stored ? `Budget of ${scopeText(stored.scope)}` : "New budget"}
      onClose={onClose}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-3">
        {edited.scope === null && (
          <div className="grid grid-cols-[8rem_1fr] gap-3">
            <Select
              label="Limits"
              options={KINDS}
              value={kind}
              onChange={(event) => setKind(event.target.value === "model" ? "model" : "agentType")}
            />
            <Field
              label="Name"
              maxLength={200}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
              hint={kind === "model" ? "such as claude-sonnet-4-5" : "such as research"}
              error={isSubmitted && !scope ? "Enter a name." : undefined}
            />
          </div>
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <Field
            label="Monthly limit in US dollars"
            prefix="$"
            inputMode="decimal"
            autoComplete="off"
            value={limitText}
            onChange={(event) => setLimitText(event.target.value)}
            hint={
              "problem" in limit ? "From $0.01" : `${formatDollars(limit.limitDollars)} a month`
            }
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
        <BackTest
          projectId={projectId}
          scope={tested.scope}
          limit={"problem" in tested.limit ? null : tested.limit.limitDollars}
          thresholds={"problem" in tested.alerts ? [] : tested.alerts.thresholds}
        />
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
    </Dialog>
  );
}
