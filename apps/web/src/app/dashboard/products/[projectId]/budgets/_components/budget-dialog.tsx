import { useDeferredValue, useState } from "react";
import { BudgetForm } from "@/app/dashboard/_budgets/budget-form";
import { scopeText } from "@/app/dashboard/_budgets/budget-text";
import type { AlertChannel, Budget, NewBudget, Scope } from "@/app/dashboard/_budgets/outputs";
import { Dialog } from "@/components/dialog/dialog";
import { Field } from "@/components/form/field";
import { Select } from "@/components/form/select";
import { BackTest } from "./back-test";
import { ChannelChoice } from "./channel-choice";

interface BudgetDialogProps {
  projectId: string;
  /** A budget, or the scope of a new one; a null scope is chosen in the dialog. */
  edited: Budget | { scope: Scope | null };
  channels: readonly AlertChannel[];
  /** The promise rejects when the server refuses the budget. */
  onSave: (budget: NewBudget) => Promise<unknown>;
  onClose: () => void;
}

const KINDS = [
  { value: "agentType", label: "Agent type" },
  { value: "model", label: "Model" },
] as const;

/** A dialog that sets a budget and shows when it would have warned. */
export function BudgetDialog({ projectId, edited, channels, onSave, onClose }: BudgetDialogProps) {
  const stored = "limit" in edited ? edited : null;
  const [kind, setKind] = useState<"agentType" | "model">("agentType");
  const [name, setName] = useState("");
  const [channelIds, setChannelIds] = useState(stored?.channelIds ?? null);
  const [isSubmitted, setIsSubmitted] = useState(false);
  const scope = edited.scope ?? (name.trim() === "" ? null : { kind, value: name.trim() });
  const isChosen = channelIds === null || channelIds.length > 0;
  const testedScope = useDeferredValue(scope);
  return (
    <Dialog
      title={stored ? `Budget of ${scopeText(stored.scope)}` : "New budget"}
      onClose={onClose}
    >
      <BudgetForm
        stored={stored}
        onSubmit={() => setIsSubmitted(true)}
        onSave={scope && isChosen ? (settings) => onSave({ scope, channelIds, ...settings }) : null}
        onClose={onClose}
        preview={(settings) => (
          <BackTest projectId={projectId} scope={testedScope} settings={settings} />
        )}
        before={
          edited.scope === null && (
            <div className="grid grid-cols-[8rem_1fr] gap-3">
              <Select
                label="Limits"
                options={KINDS}
                value={kind}
                onChange={(event) =>
                  setKind(event.target.value === "model" ? "model" : "agentType")
                }
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
          )
        }
      >
        {channels.length > 1 && (
          <ChannelChoice
            channels={channels}
            value={channelIds}
            onChange={setChannelIds}
            error={isChosen ? undefined : "Choose at least one channel."}
          />
        )}
      </BudgetForm>
    </Dialog>
  );
}
