import { type Executor, openByChannelLink, type TenantDatabase } from "@ai-cost/db";
import {
  type ChannelLink,
  findStoredChannel,
  giveUpMessages,
  type StoredChannel,
} from "@ai-cost/notifications";
import type { Context } from "../context";
import { linkNotFound } from "../errors";
import { changeProject } from "../projects/change-project";
import { CONFIRMATION_MS } from "./ask-to-confirm";
import { channelText } from "./channel-text";
import { updateChannel } from "./store-channel";

/** The actor in the audit trail when the reader of an address answers. They need no account. */
const READER = "reader of an e-mail";

/** What the page of a link shows. Nothing else of the project is visible to the bearer of the link. */
export interface ShownChannelLink {
  address: string;
  productName: string;
  /** Whether the address has agreed, or has unsubscribed, already. */
  isDone: boolean;
}

/** Reads a link and changes nothing. Throws NOT_FOUND when it is not valid, whatever the reason. */
export async function readChannelLink(
  context: Context,
  token: string,
  action: ChannelLink["action"],
): Promise<ShownChannelLink> {
  const { link, project, tenant } = await open(context, token, action);
  const channel = await tenant.read((tx) => requireAddress(tx, link));
  return { address: channel.name, productName: project.name, isDone: isDone(channel, action) };
}

/** Agrees to get the alerts of a project. Throws NOT_FOUND when the link is not valid. */
export const confirmAddress = (context: Context, token: string): Promise<void> =>
  answer(context, token, "confirm", { confirmedAt: context.now, endedAt: null, endReason: null });

/** Ends the alerts to an address. Throws NOT_FOUND when the link is not valid. */
export const unsubscribeAddress = (context: Context, token: string): Promise<void> =>
  answer(context, token, "unsubscribe", { endedAt: context.now, endReason: "unsubscribed" });

interface OpenedLink {
  link: ChannelLink;
  project: { id: string; name: string };
  tenant: TenantDatabase;
}

/** A link that confirms is valid for seven days; one that unsubscribes, as long as the channel exists. */
async function open(
  { db, alerts, now }: Context,
  token: string,
  action: ChannelLink["action"],
): Promise<OpenedLink> {
  const link = alerts.readToken(token);
  if (link?.action !== action) throw linkNotFound();
  if (action === "confirm" && link.at.getTime() + CONFIRMATION_MS <= now.getTime())
    throw linkNotFound();
  const opened = await openByChannelLink(db, link.projectId);
  if (!opened) throw linkNotFound();
  return { link, ...opened };
}

/** The address of the link. A link from before its reader unsubscribed does not confirm the address again. */
async function requireAddress(
  db: Executor,
  { action, projectId, channelId, at }: ChannelLink,
): Promise<StoredChannel> {
  const channel = await findStoredChannel(db, projectId, channelId);
  if (!channel || channel.endReason === "removed") throw linkNotFound();
  const isOlder = channel.endedAt !== null && channel.endedAt >= at;
  if (action === "confirm" && isOlder) throw linkNotFound();
  return channel;
}

const isDone = ({ confirmedAt, endedAt }: StoredChannel, action: ChannelLink["action"]): boolean =>
  action === "confirm" ? confirmedAt !== null && endedAt === null : endedAt !== null;

async function answer(
  context: Context,
  token: string,
  action: ChannelLink["action"],
  values: Parameters<typeof updateChannel>[2],
): Promise<void> {
  const { link, project, tenant } = await open(context, token, action);
  const change = { db: tenant, now: context.now, project, user: { id: READER } };
  await changeProject(change, async ({ tx, audit }) => {
    const channel = await requireAddress(tx, link);
    if (isDone(channel, action)) return;
    await updateChannel(tx, { projectId: project.id, id: channel.id }, values);
    const receiver = { channelId: channel.id };
    if (action === "unsubscribe")
      await giveUpMessages(tx, project.id, receiver, "the reader has unsubscribed");
    await audit(`alert-channel.${action}`, null, channelText(channel));
  });
}
