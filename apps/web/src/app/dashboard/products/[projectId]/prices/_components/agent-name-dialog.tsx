import { agentTypeOf, KNOWN_AGENT_TYPES, MAX_AGENT_NAME_LENGTH } from "@ai-cost/domain";
import { type FormEvent, useId } from "react";
import { Dialog } from "@/components/dialog/dialog";
import { Field } from "@/components/form/field";
import { SaveOrCancel } from "@/components/form/save-or-cancel";
import { formText } from "@/lib/form-text";
import { useAttempt } from "@/trpc/use-attempt";
import type { NewAgentName } from "../outputs";

interface AgentNameDialogProps {
  /**
   * The entry to edit. Only `agentName` is set for a name without an agent type; nothing is set to add
   * a new name.
   */
  entry: Partial<NewAgentName>;
  /** The promise rejects when the server refuses the change. */
  onSave: (entry: NewAgentName) => Promise<unknown>;
  onClose: () => void;
}

/** A dialog that sets which agent type usage with this reported name gets. */
export function AgentNameDialog({ entry, onSave, onClose }: AgentNameDialogProps) {
  const typesId = useId();
  const { isPending, problem, attempt } = useAttempt();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const agentName = entry.agentName ?? formText(form, "agentName");
    const agentType = formText(form, "agentType");
    if (await attempt(() => onSave({ agentName, agentType }))) onClose();
  }

  return (
    <Dialog title="Set an agent type" onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        {entry.agentName === undefined ? (
          <Field
            label="Reported name"
            name="agentName"
            maxLength={MAX_AGENT_NAME_LENGTH}
            autoComplete="off"
            hint="The name of the agent in reports."
            required
          />
        ) : (
          <p className="wrap-anywhere font-medium">{entry.agentName || "Reports without a name"}</p>
        )}
        <Field
          label="Agent type"
          name="agentType"
          list={typesId}
          maxLength={100}
          autoComplete="off"
          defaultValue={entry.agentType ?? ""}
          hint="A known type, or a new one of your own."
          required
        />
        <datalist id={typesId}>
          {KNOWN_AGENT_TYPES.map((key) => (
            <option key={key} value={key}>
              {agentTypeOf(key).label}
            </option>
          ))}
        </datalist>
        <SaveOrCancel action="Save" isPending={isPending} problem={problem} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
