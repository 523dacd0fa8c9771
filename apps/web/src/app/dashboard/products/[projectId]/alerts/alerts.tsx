"use client";

import { canSetBudget } from "@ai-cost/domain";
import { Plus } from "lucide-react";
import { useState } from "react";
import { QueryResult } from "@/components/feedback/query-result";
import { Button } from "@/components/form/button";
import { onDemand } from "@/components/on-demand";
import { trpc } from "@/trpc/client";
import type { Project } from "../ai-cost/outputs";
import { type ChannelActions, ChannelCard } from "./_components/channel-card";
import type { OpenDialog } from "./_components/channel-dialogs";
import { SentKinds } from "./_components/sent-kinds";
import { AlertLog } from "./alert-log";
import type { Channel } from "./outputs";

/** Loaded on hover or focus of a button. */
const ChannelDialogs = onDemand(() =>
  import("./_components/channel-dialogs").then((room) => room.ChannelDialogs),
);

interface AlertsProps {
  project: Project;
  /** The server's time when it rendered the page, as an ISO 8601 string. */
  asOf: string;
}

const WAITING_POLL_MS = 1_000;
const RETRYING_POLL_MS = 15_000;

/** How soon the channels are asked for again; never when no message is on its way. */
function pollMs(channels: readonly Channel[] | undefined): number | false {
  const states = channels?.map(({ lastDelivery }) => lastDelivery?.state);
  if (states?.includes("waiting")) return WAITING_POLL_MS;
  return states?.includes("retrying") ? RETRYING_POLL_MS : false;
}

/** Queries and changes where the product sends alerts, and shows those that it has sent. */
export function Alerts({ project, asOf }: AlertsProps) {
  const { projectId, name, role } = project;
  const mayChange = canSetBudget(role);
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const utils = trpc.useUtils();
  const query = trpc.alerts.channels.useQuery(
    { projectId },
    { refetchInterval: ({ state }) => pollMs(state.data?.channels) },
  );
  const onSuccess = () => utils.alerts.invalidate();
  const set = trpc.alerts.setChannel.useMutation({ onSuccess });
  const test = trpc.alerts.testChannel.useMutation({ onSuccess });
  const confirm = trpc.alerts.confirmAgain.useMutation({ onSuccess });
  const actions: ChannelActions | null = mayChange
    ? {
        onSwitch: ({ channelId }, isOn) => set.mutateAsync({ projectId, channelId, isOn }),
        onTest: ({ channelId }) => test.mutateAsync({ projectId, channelId }),
        onConfirmAgain: ({ channelId }) => confirm.mutateAsync({ projectId, channelId }),
        onEdit: (channel) => setOpen({ kind: "edit", channel }),
        onRemove: (channel) => setOpen({ kind: "remove", channel }),
        onPreload: ChannelDialogs.preload,
      }
    : null;
  return (
    <div className="flex flex-col gap-4">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-0">
          <h1 className="font-semibold text-2xl">Alerts</h1>
          <p className="wrap-anywhere text-muted">
            Where <bdi>{name}</bdi> sends messages about its budgets.
            {!mayChange && " Owners and admins can change it."}
          </p>
        </div>
        {mayChange && (
          <Button
            onClick={() => setOpen({ kind: "add" })}
            onPointerEnter={ChannelDialogs.preload}
            onFocus={ChannelDialogs.preload}
          >
            <Plus aria-hidden="true" className="size-4" />
            Add channel
          </Button>
        )}
      </header>
      <QueryResult query={query} subject="channels" height="min-h-96">
        {({ channels, mail }) => (
          <AlertLog projectId={projectId} channels={channels} mayChange={mayChange} asOf={asOf}>
            <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
              {channels.map((channel) => (
                <ChannelCard
                  key={channel.channelId}
                  channel={channel}
                  mail={mail}
                  actions={actions}
                  asOf={asOf}
                />
              ))}
            </div>
            <SentKinds
              channels={channels}
              onChoose={
                mayChange
                  ? ({ channelId }, alertKinds) =>
                      set.mutateAsync({ projectId, channelId, alertKinds })
                  : null
              }
            />
            {open && (
              <ChannelDialogs
                projectId={projectId}
                open={open}
                mail={mail}
                onClose={() => setOpen(null)}
              />
            )}
          </AlertLog>
        )}
      </QueryResult>
    </div>
  );
}
