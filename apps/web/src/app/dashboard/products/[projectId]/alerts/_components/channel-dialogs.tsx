"use client";

import { channelName } from "@/app/dashboard/_budgets/channel-name";
import { ConfirmDialog } from "@/components/dialog/confirm-dialog";
import { trpc } from "@/trpc/client";
import type { Channel, MailSettings } from "../outputs";
import { AddChannelDialog } from "./add-channel-dialog";
import { EditChannelDialog } from "./edit-channel-dialog";

/** Which dialog is open. */
export type OpenDialog = { kind: "add" } | { kind: "edit" | "remove"; channel: Channel };

interface ChannelDialogsProps {
  projectId: string;
  open: OpenDialog;
  mail: MailSettings;
  onClose: () => void;
}

/** The dialogs that add, change and remove a channel. */
export function ChannelDialogs({ projectId, open, mail, onClose }: ChannelDialogsProps) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.alerts.invalidate();
  const add = trpc.alerts.addChannel.useMutation({ onSuccess });
  const set = trpc.alerts.setChannel.useMutation({ onSuccess });
  const rotate = trpc.alerts.rotateSecret.useMutation({ onSuccess });
  const remove = trpc.alerts.removeChannel.useMutation({ onSuccess });
  if (open.kind === "add")
    return (
      <AddChannelDialog
        mail={mail}
        onAdd={(channel) => add.mutateAsync({ projectId, ...channel })}
        onClose={onClose}
      />
    );
  const { channel } = open;
  const { channelId } = channel;
  if (open.kind === "edit")
    return (
      <EditChannelDialog
        channel={channel}
        onSave={(change) => set.mutateAsync({ projectId, channelId, ...change })}
        onRotate={() => rotate.mutateAsync({ projectId, channelId })}
        onClose={onClose}
      />
    );
  return (
    <ConfirmDialog
      title="Remove a channel"
      action="Remove channel"
      pendingAction="Removing…"
      onConfirm={() => remove.mutateAsync({ projectId, channelId })}
      onClose={onClose}
    >
      <bdi>{channelName(channel)}</bdi> gets no further alerts, and what waits to be sent to it is
      dropped.
    </ConfirmDialog>
  );
}
