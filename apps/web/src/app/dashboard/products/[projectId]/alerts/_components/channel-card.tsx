import { Mail, MessageSquare, Send, Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { CHANNEL_KIND_LABELS, channelName } from "@/app/dashboard/_budgets/channel-name";
import { Badge } from "@/components/feedback/badge";
import { Button } from "@/components/form/button";
import { ProblemNote } from "@/components/form/problem-note";
import { Switch } from "@/components/form/switch";
import { Card } from "@/components/layout/card";
import { useAttempt } from "@/trpc/use-attempt";
import type { Channel, MailSettings } from "../outputs";
import { LastDelivery } from "./last-delivery";

const ICONS = { email: Mail, slack: MessageSquare, webhook: Webhook } as const;

/** What owners and admins can do with a channel. Each promise rejects when the server refuses. */
export interface ChannelActions {
  onSwitch: (channel: Channel, isOn: boolean) => Promise<unknown>;
  onTest: (channel: Channel) => Promise<unknown>;
  onConfirmAgain: (channel: Channel) => Promise<unknown>;
  onEdit: (channel: Channel) => void;
  onRemove: (channel: Channel) => void;
  /** Loads the code of the dialogs before the click. */
  onPreload: () => void;
}

interface ChannelCardProps {
  channel: Channel;
  mail: MailSettings;
  /** Null when the signed-in person may only read. */
  actions: ChannelActions | null;
  asOf: string;
}

/** A channel: where it leads, whether it is on, and what became of its last message. */
export function ChannelCard({ channel, mail, actions, asOf }: ChannelCardProps) {
  const { channelId, kind, isOn } = channel;
  const { isPending, problem, attempt } = useAttempt();
  const Icon = ICONS[kind];
  const name = channelName(channel);
  return (
    <Card aria-labelledby={`channel-${channelId}`} className="flex min-w-0 flex-col gap-3 p-4">
      <div className="flex items-center gap-2">
        <Icon aria-hidden="true" className="size-4 shrink-0" />
        <h2 id={`channel-${channelId}`} className="min-w-0 truncate font-semibold text-base">
          <bdi>{name}</bdi>
        </h2>
        <StateBadge channel={channel} />
        <span className="ml-auto flex shrink-0 items-center">
          {actions ? (
            <Switch
              aria-label={`Send to ${name}`}
              checked={isOn}
              disabled={isPending}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                void attempt(() => actions.onSwitch(channel, checked));
              }}
            />
          ) : (
            <span className="text-muted text-sm">{isOn ? "On" : "Off"}</span>
          )}
        </span>
      </div>
      <Target channel={channel} mail={mail} />
      {actions && (
        <Buttons
          channel={channel}
          mail={mail}
          actions={actions}
          isPending={isPending}
          attempt={attempt}
        />
      )}
      {problem && <ProblemNote problem={problem} />}
      <LastDelivery channel={channel} asOf={asOf} />
    </Card>
  );
}

function StateBadge({ channel: { state, endReason, isOn } }: { channel: Channel }) {
  if (state === "unconfirmed") return <Badge tone="warning">Not confirmed</Badge>;
  if (state === "ended")
    return <Badge tone="danger">{endReason === "unsubscribed" ? "Unsubscribed" : "Ended"}</Badge>;
  return isOn ? null : <Badge>Off</Badge>;
}

/** Where the messages go, or why they go nowhere. */
function Target({ channel, mail }: { channel: Channel; mail: MailSettings }) {
  const { kind, isManagers, target, name, state, endReason } = channel;
  if (kind === "email" && !mail.configured)
    return (
      <Line>
        Nobody gets e-mail, because this server has no mail server. The person who runs it can add
        one: see E-mail in docs/operate.md.
      </Line>
    );
  if (isManagers)
    return (
      <Line>
        To the owners and admins: <Addresses addresses={mail.recipients} />
      </Line>
    );
  if (state === "ended")
    return (
      <Line>
        {endReason === "unsubscribed"
          ? `${name} wants no further alerts.`
          : `The receiver wants no further messages. Remove the channel, or give it a new address.`}
      </Line>
    );
  if (state === "unconfirmed")
    return <Line>It gets alerts after the person has opened the link in the mail to them.</Line>;
  return <Line>{target ?? CHANNEL_KIND_LABELS[kind]}</Line>;
}

const Line = ({ children }: { children: ReactNode }) => (
  <p className="wrap-anywhere text-muted text-sm">{children}</p>
);

const MAX_ADDRESSES = 3;

function Addresses({ addresses }: { addresses: readonly string[] }) {
  const others = addresses.length - MAX_ADDRESSES;
  return (
    <span title={addresses.join(", ")}>
      {addresses.slice(0, MAX_ADDRESSES).join(", ")}
      {others > 0 && ` and ${others} more`}
    </span>
  );
}

interface ButtonsProps {
  channel: Channel;
  mail: MailSettings;
  actions: ChannelActions;
  isPending: boolean;
  attempt: (change: () => Promise<unknown>) => Promise<boolean>;
}

function Buttons({ channel, mail, actions, isPending, attempt }: ButtonsProps) {
  const { kind, state, isManagers } = channel;
  const name = channelName(channel);
  const isReachable = kind !== "email" || mail.configured;
  const awaitsPerson = state === "unconfirmed" || channel.endReason === "unsubscribed";
  return (
    <div className="flex flex-wrap gap-2">
      {isReachable && state !== "unconfirmed" && state !== "ended" && (
        <Button
          disabled={isPending}
          aria-label={`Send test to ${name}`}
          onClick={() => attempt(() => actions.onTest(channel))}
        >
          <Send aria-hidden="true" className="size-4" />
          Send test
        </Button>
      )}
      {isReachable && awaitsPerson && (
        <Button
          disabled={isPending}
          aria-label={`Send the link to ${name} again`}
          onClick={() => attempt(() => actions.onConfirmAgain(channel))}
        >
          Send link again
        </Button>
      )}
      {kind !== "email" && (
        <Button
          variant="quiet"
          aria-label={`Edit ${name}`}
          onClick={() => actions.onEdit(channel)}
          onPointerEnter={actions.onPreload}
          onFocus={actions.onPreload}
        >
          Edit
        </Button>
      )}
      {!isManagers && (
        <Button
          variant="quiet"
          aria-label={`Remove ${name}`}
          onClick={() => actions.onRemove(channel)}
          onPointerEnter={actions.onPreload}
          onFocus={actions.onPreload}
        >
          Remove
        </Button>
      )}
    </div>
  );
}
