import { type SubmitEvent, useState } from "react";
import { channelName } from "@/app/dashboard/_budgets/channel-name";
import { Dialog } from "@/components/dialog/dialog";
import { Button } from "@/components/form/button";
import { Field } from "@/components/form/field";
import { ProblemNote } from "@/components/form/problem-note";
import { SaveOrCancel } from "@/components/form/save-or-cancel";
import { formatExactInstant } from "@/lib/format-time";
import { useAttempt } from "@/trpc/use-attempt";
import type { Channel, ChannelChange } from "../outputs";
import { WebhookSecret } from "./webhook-secret";

interface NewSecret {
  secret: string;
  /** Until when the old secret signs too. */
  bothUntil: string;
}

interface EditChannelDialogProps {
  channel: Channel;
  /** The promises reject when the server refuses. */
  onSave: (change: Omit<ChannelChange, "channelId">) => Promise<unknown>;
  onRotate: () => Promise<NewSecret>;
  onClose: () => void;
}

/** A dialog that changes the name and the URL of a Slack channel or a webhook, or replaces its secret. */
export function EditChannelDialog(props: EditChannelDialogProps) {
  const { channel, onSave, onRotate, onClose } = props;
  const [name, setName] = useState(channel.name);
  const [target, setTarget] = useState("");
  const [newSecret, setNewSecret] = useState<NewSecret | null>(null);
  const saving = useAttempt();
  const rotating = useAttempt();

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    if (name.trim() === "") return;
    const change = { name: name.trim(), ...(target.trim() && { target: target.trim() }) };
    if (await saving.attempt(() => onSave(change))) onClose();
  }

  if (newSecret)
    return (
      <Dialog title="The new secret" onClose={onClose}>
        <div className="flex flex-col gap-4">
          <WebhookSecret secret={newSecret.secret} />
          <p className="text-sm">
            Until {formatExactInstant(newSecret.bothUntil)} both secrets sign each message, so that
            your receiver can change over at any time.
          </p>
          <Button variant="primary" className="self-end" onClick={onClose}>
            Done
          </Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={`Edit ${channelName(channel)}`} onClose={onClose}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-3">
        <Field
          label="Name"
          maxLength={60}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={name.trim() === "" ? "Enter a name." : undefined}
        />
        <Field
          label="New URL (optional)"
          type="url"
          autoComplete="off"
          spellCheck={false}
          value={target}
          onChange={(event) => setTarget(event.target.value)}
          hint={`Now ${channel.target}`}
        />
        {channel.kind === "webhook" && (
          <div className="flex flex-col gap-2 border-line border-t pt-3 text-sm">
            <p className="text-muted">
              {channel.secretsUntil
                ? `The secret was replaced; until ${formatExactInstant(channel.secretsUntil)} the old one signs too.`
                : "Replace the secret when it may be known to others. The old one signs too for 24 hours."}
            </p>
            <Button
              className="self-start"
              disabled={rotating.isPending}
              onClick={() => rotating.attempt(async () => setNewSecret(await onRotate()))}
            >
              {rotating.isPending ? "Replacing…" : "Replace secret"}
            </Button>
            {rotating.problem && <ProblemNote problem={rotating.problem} />}
          </div>
        )}
        <SaveOrCancel
          action="Save channel"
          isPending={saving.isPending}
          problem={saving.problem}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
