import { type SubmitEvent, useState } from "react";
import { CHANNEL_KIND_LABELS } from "@/app/dashboard/_budgets/channel-name";
import { Dialog } from "@/components/dialog/dialog";
import { Button } from "@/components/form/button";
import { Field } from "@/components/form/field";
import { SaveOrCancel } from "@/components/form/save-or-cancel";
import { Segmented } from "@/components/form/segmented";
import { useAttempt } from "@/trpc/use-attempt";
import type { AddedChannel, Channel, MailSettings, NewChannel } from "../outputs";
import { WebhookSecret } from "./webhook-secret";

type Kind = Channel["kind"];

const KINDS = ["slack", "webhook", "email"] as const satisfies readonly Kind[];

/** What a kind of channel asks for. */
const TARGETS: Readonly<Record<Kind, { label: string; hint: string; type: string }>> = {
  slack: {
    label: "Webhook URL",
    hint: "From your Slack app: Incoming Webhooks, Add New Webhook to Workspace",
    type: "url",
  },
  webhook: {
    label: "URL",
    hint: "It gets a signed POST request with JSON for each alert",
    type: "url",
  },
  email: {
    label: "Address",
    hint: "The person confirms it with a link before it gets alerts",
    type: "email",
  },
};

interface AddChannelDialogProps {
  mail: MailSettings;
  /** The promise rejects when the server refuses the channel. */
  onAdd: (channel: NewChannel) => Promise<AddedChannel>;
  onClose: () => void;
}

/** A dialog that adds a channel, and then shows what is needed to use it. */
export function AddChannelDialog({ mail, onAdd, onClose }: AddChannelDialogProps) {
  const [kind, setKind] = useState<Kind>("slack");
  const [name, setName] = useState("");
  const [target, setTarget] = useState("");
  const [isSubmitted, setIsSubmitted] = useState(false);
  const [added, setAdded] = useState<AddedChannel | null>(null);
  const { isPending, problem, attempt } = useAttempt();
  const hasName = kind !== "email";
  const canSend = kind !== "email" || mail.configured;

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    setIsSubmitted(true);
    if (!canSend || target.trim() === "" || (hasName && name.trim() === "")) return;
    await attempt(async () =>
      setAdded(await onAdd({ kind, target: target.trim(), ...(hasName && { name: name.trim() }) })),
    );
  }

  if (added) return <Added kind={kind} target={target} added={added} onClose={onClose} />;
  const { label, hint, type } = TARGETS[kind];
  return (
    <Dialog title="Add channel" onClose={onClose}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-3">
        <Segmented
          label="Kind of channel"
          options={KINDS}
          texts={CHANNEL_KIND_LABELS}
          value={kind}
          onChange={setKind}
        />
        {hasName && (
          <Field
            label="Name"
            maxLength={60}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
            hint={kind === "slack" ? "Such as #ai-cost" : "Such as on-call"}
            error={isSubmitted && name.trim() === "" ? "Enter a name." : undefined}
          />
        )}
        {canSend ? (
          <Field
            label={label}
            type={type}
            autoComplete="off"
            spellCheck={false}
            value={target}
            onChange={(event) => setTarget(event.target.value)}
            hint={hint}
            error={
              isSubmitted && target.trim() === ""
                ? `Enter the ${kind === "email" ? "address" : "URL"}.`
                : undefined
            }
          />
        ) : (
          <p className="text-muted text-sm">
            This server has no mail server yet, so it cannot ask the person to confirm the address.
            The person who runs it can add one: see E-mail in docs/operate.md.
          </p>
        )}
        <SaveOrCancel
          action="Add channel"
          isPending={isPending}
          problem={problem}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

interface AddedProps {
  kind: Kind;
  target: string;
  added: AddedChannel;
  onClose: () => void;
}

/** What to do after a channel was added. A webhook's secret is shown here only. */
function Added({ kind, target, added, onClose }: AddedProps) {
  return (
    <Dialog title="The channel was added" onClose={onClose}>
      <div className="flex flex-col gap-4">
        {kind === "email" && (
          <p>
            A link was sent to <bdi className="font-medium">{target}</bdi>. The address gets alerts
            after the person has opened it. The link is valid for seven days.
          </p>
        )}
        {kind === "slack" && <p>Send test on its card shows whether messages arrive.</p>}
        {added.secret && <WebhookSecret secret={added.secret} />}
        <Button variant="primary" className="self-end" onClick={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}
