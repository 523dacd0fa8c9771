import { alertProcedure, projectQuery } from "../access";
import { router } from "../trpc";
import { addChannel } from "./add-channel";
import { confirmAgain } from "./ask-to-confirm";
import { removeChannel, setChannel } from "./change-channel";
import { listAlerts } from "./list-alerts";
import { listChannels } from "./list-channels";
import { selectHasProblem } from "./queries";
import { resendAlert } from "./resend-alert";
import { rotateSecret } from "./rotate-secret";
import {
  addChannelInput,
  addedChannelOutput,
  alertListInput,
  alertListOutput,
  alertStatusOutput,
  channelIdOutput,
  channelInput,
  channelListOutput,
  resendInput,
  resendOutput,
  rotatedSecretOutput,
  setChannelInput,
} from "./schema";
import { testChannel } from "./test-channel";

/**
 * The alerts of a project and the channels to which they go. Every procedure answers UNAUTHORIZED without a
 * session, NOT_FOUND when the caller is not a member of the project or the project has no such channel or
 * alert, and BAD_REQUEST for a malformed input. Everything but the first three answers FORBIDDEN for members.
 */
export const alertsRouter = router({
  /**
   * The 50 newest alerts with their messages, or with `before`, the id of an alert, the next 50 older ones;
   * with `kind` or `state`, only those that match. The list is empty when `before` is not an alert of this
   * project. Amounts are in dollars.
   */
  list: projectQuery
    .input(alertListInput)
    .output(alertListOutput)
    .query(({ ctx, input }) => listAlerts(ctx, ctx.project.id, input)),

  /** Whether alerts of the project do not arrive, for a mark beside the link to them. */
  status: projectQuery
    .output(alertStatusOutput)
    .query(async ({ ctx }) => ({ hasProblem: await selectHasProblem(ctx.db, ctx.project.id) })),

  /** The channels, each with its state and its last delivery. Never a secret. */
  channels: projectQuery
    .output(channelListOutput)
    .query(({ ctx }) => listChannels(ctx, ctx.project.id)),

  /**
   * Adds a channel and returns the secret of a webhook, which no other procedure returns. An address gets an
   * e-mail first, with a link that is valid for seven days. CONFLICT when the project already has 20 channels
   * or this address, and for an address without a mail server.
   */
  addChannel: alertProcedure
    .input(addChannelInput)
    .output(addedChannelOutput)
    .mutation(({ ctx, input }) => addChannel(ctx, input)),

  /** Changes a channel and keeps what is not given. */
  setChannel: alertProcedure
    .input(setChannelInput)
    .output(channelIdOutput)
    .mutation(({ ctx, input: { projectId: _, channelId, ...settings } }) =>
      setChannel(ctx, channelId, settings),
    ),

  /** Removes a channel; again changes nothing. CONFLICT for that of the owners and admins, which can be switched off. */
  removeChannel: alertProcedure
    .input(channelInput)
    .output(channelIdOutput)
    .mutation(({ ctx, input }) => removeChannel(ctx, input.channelId)),

  /**
   * Sends a test, whose outcome `channels` shows. CONFLICT when nothing can be sent there, TOO_MANY_REQUESTS
   * after ten tests in a minute, or twenty of the channel in a day.
   */
  testChannel: alertProcedure
    .input(channelInput)
    .output(channelIdOutput)
    .mutation(({ ctx, input }) => testChannel(ctx, input.channelId)),

  /** Makes a new secret for a webhook. The previous one signs too for 24 hours. CONFLICT for other kinds. */
  rotateSecret: alertProcedure
    .input(channelInput)
    .output(rotatedSecretOutput)
    .mutation(({ ctx, input }) => rotateSecret(ctx, input.channelId)),

  /** Sends the link again to an address that is not confirmed, or that has unsubscribed. */
  confirmAgain: alertProcedure
    .input(channelInput)
    .output(channelIdOutput)
    .mutation(({ ctx, input }) => confirmAgain(ctx, input.channelId)),

  /**
   * Sends what was given up of an alert, or an alert that nobody got. CONFLICT when there is nothing to send,
   * TOO_MANY_REQUESTS more than once a minute for an alert.
   */
  resend: alertProcedure
    .input(resendInput)
    .output(resendOutput)
    .mutation(({ ctx, input }) => resendAlert(ctx, input)),
});
