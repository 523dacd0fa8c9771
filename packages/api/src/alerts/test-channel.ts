import type { Executor } from "@ai-cost/db";
import {
  enqueueForProject,
  type Receivers,
  type StoredChannel,
  selectManagers,
  testMessages,
} from "@ai-cost/notifications";
import type { ProjectContext } from "../context";
import { conflict, tooOften } from "../errors";
import { takePoint } from "../limits";
import { changeProject } from "../projects/change-project";
import { channelText } from "./channel-text";
import { requireChannel } from "./find-channel";
import { isUnconfirmed } from "./list-channels";
import { countTests } from "./queries";

const MAX_TESTS = 10;
const TOO_MANY_TESTS = `Channels can be tested ${MAX_TESTS} times in a minute. Try again in a minute.`;

/**
 * Sends a test to a channel, also when it is off. The list of channels shows how it went. Throws CONFLICT when
 * nothing can be sent there, and TOO_MANY_REQUESTS after ten tests of the project in a minute, or twenty of
 * the channel in a day.
 */
export async function testChannel(context: ProjectContext, channelId: string) {
  const { project, now, alerts, publicUrl } = context;
  await takeTest(context, channelId);
  await changeProject(context, async ({ tx, audit }) => {
    const channel = await requireChannel(tx, project.id, channelId);
    requireUsable(context, channel);
    if ((await countTests(tx, project.id, now)) >= MAX_TESTS) throw tooOften(TOO_MANY_TESTS);
    const parts = { projectId: project.id, productName: project.name, at: now };
    const messages = testMessages(parts, await receiverOf(tx, project.id, channel), publicUrl);
    await enqueueForProject(tx, project.id, messages, now);
    await audit("alert-channel.test", null, channelText(channel));
  });
  alerts.wake(project.id);
  return { channelId };
}

async function takeTest(context: ProjectContext, channelId: string): Promise<void> {
  const { db, project, limits } = context;
  const channel = await db.read((tx) => requireChannel(tx, project.id, channelId));
  requireUsable(context, channel);
  const refusal = "This channel has been tested 20 times within a day.";
  await takePoint(limits.channelTests, `${project.id}:${channel.id}`, refusal);
}

function requireUsable({ alerts, project }: ProjectContext, channel: StoredChannel): void {
  if (channel.endedAt) throw conflict("This channel has ended, so nothing is sent there.");
  if (isUnconfirmed(channel, project.id)) throw conflict("This address is not confirmed yet.");
  if (channel.kind === "email" && !alerts.sendsMail)
    throw conflict("No mail server is configured. Ask the operator to set SMTP_URL and MAIL_FROM.");
}

const receiverOf = async (
  tx: Executor,
  projectId: string,
  channel: StoredChannel,
): Promise<Receivers> =>
  channel.id === projectId
    ? { recipients: await selectManagers(tx, projectId), channels: [] }
    : { recipients: [], channels: [channel] };
