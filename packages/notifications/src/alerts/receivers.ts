import {
  type AlertChannelKind,
  type AlertKind,
  type alertChannels,
  type Executor,
  memberships,
  type UnsentReason,
  users,
} from "@ai-cost/db";
import { and, eq, inArray } from "drizzle-orm";
import { selectChannels } from "./stored-channels";

/** Who gets an alert: owners and admins by their addresses, and other channels. */
export interface Receivers {
  recipients: readonly string[];
  channels: readonly { id: string; kind: AlertChannelKind }[];
}

/** All who could get an alert of a project. */
export interface PossibleReceivers {
  projectId: string;
  /** The channels that have not ended, that of the owners and admins first. */
  channels: readonly ChoosableChannel[];
  /** The addresses of the owners and admins. */
  managers: readonly string[];
  /** Whether a mail server is configured. */
  sendsMail: boolean;
}

type ChoosableChannel = Pick<
  typeof alertChannels.$inferSelect,
  "id" | "kind" | "isOn" | "alertKinds" | "confirmedAt"
>;

/** Which alert it is. */
export interface WantedBy {
  kind: AlertKind;
  /** The channels that its budget has chosen; null for all. */
  channelIds: readonly string[] | null;
  /** A channel that does not get it, because it is about this channel. */
  exceptChannelId?: string;
}

/** Reads who could get the alerts of a project. */
export async function selectReceivers(
  db: Executor,
  projectId: string,
  sendsMail: boolean,
): Promise<PossibleReceivers> {
  const stored = await selectChannels(db, projectId);
  const channels = stored.filter(({ endedAt }) => endedAt === null);
  return { projectId, channels, managers: await selectManagers(db, projectId), sendsMail };
}

/** The addresses of the owners and admins of a project, sorted. */
export async function selectManagers(db: Executor, projectId: string): Promise<string[]> {
  const rows = await db
    .select({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.projectId, projectId), inArray(memberships.role, ["owner", "admin"])))
    .orderBy(users.email);
  return rows.map(({ email }) => email);
}

/**
 * Chooses who gets an alert: the channels that are on and confirmed, get its kind, and are chosen by its
 * budget. A budget whose chosen channels have all ended is for all. Returns why nobody gets the alert if
 * nobody does.
 */
export function chooseReceivers(
  { projectId, channels, managers, sendsMail }: PossibleReceivers,
  { kind, channelIds, exceptChannelId }: WantedBy,
): Receivers | UnsentReason {
  const chosen = channels.filter(({ id }) => channelIds?.includes(id));
  const wanted = (chosen.length > 0 ? chosen : channels).filter(
    (channel) =>
      channel.isOn &&
      channel.alertKinds.includes(kind) &&
      channel.id !== exceptChannelId &&
      (channel.kind !== "email" || channel.id === projectId || channel.confirmedAt !== null),
  );
  const reached = wanted.filter((channel) => sendsMail || channel.kind !== "email");
  const others = reached.filter(({ id }) => id !== projectId);
  const recipients = reached.length > others.length ? managers : [];
  if (recipients.length + others.length > 0)
    return {
      recipients,
      channels: others.map((channel) => ({ id: channel.id, kind: channel.kind })),
    };
  return wanted.length > 0 ? "no_mail_server" : "no_channel";
}
