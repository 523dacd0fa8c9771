import {
  ALERT_CHANNEL_KINDS,
  type AlertKind as StoredAlertKind,
  type UnsentReason,
} from "@ai-cost/db";
import { z } from "zod";
import {
  countSchema,
  dollarsSchema,
  instantSchema,
  lineSchema,
  nameSchema,
  projectInput,
} from "../field-schemas";

const MAX_NAME_LENGTH = 100;
const MAX_TARGET_LENGTH = 2_000;

const ALERT_KINDS = ["threshold", "forecast", "channelBroken"] as const;
type AlertKind = (typeof ALERT_KINDS)[number];
const STORED_KINDS = {
  threshold: "threshold",
  forecast: "forecast",
  channelBroken: "channel_broken",
} as const satisfies Record<AlertKind, StoredAlertKind>;
export const SHOWN_KINDS = {
  threshold: "threshold",
  forecast: "forecast",
  channel_broken: "channelBroken",
} as const satisfies Record<StoredAlertKind, AlertKind>;
const UNSENT_REASONS = ["noMailServer", "noChannel"] as const;
export const SHOWN_REASONS = {
  no_mail_server: "noMailServer",
  no_channel: "noChannel",
} as const satisfies Record<UnsentReason, (typeof UNSENT_REASONS)[number]>;

const channelIdSchema = z.uuid("is not a channel id").toLowerCase();
const targetSchema = lineSchema(MAX_TARGET_LENGTH);
const channelKind = z.enum(ALERT_CHANNEL_KINDS);
const alertKindsInput = z
  .array(z.enum(ALERT_KINDS))
  .transform((kinds) => ALERT_KINDS.filter((kind) => kinds.includes(kind)))
  .transform((kinds): StoredAlertKind[] => kinds.map((kind) => STORED_KINDS[kind]));

export const channelInput = projectInput.extend({ channelId: channelIdSchema });

export const addChannelInput = projectInput.extend({
  kind: channelKind,
  /** The URL, or the address of the kind `email`. */
  target: targetSchema,
  /** What people call the channel. Required for Slack and webhooks; an e-mail channel is called like its address. */
  name: nameSchema(MAX_NAME_LENGTH).optional(),
});

/** What is not given keeps its value. `name` and `target` are only of Slack and webhooks. */
export const setChannelInput = channelInput.extend({
  name: nameSchema(MAX_NAME_LENGTH).optional(),
  isOn: z.boolean().optional(),
  alertKinds: alertKindsInput.optional(),
  target: targetSchema.optional(),
});

export const resendInput = projectInput.extend({
  alertId: z.uuid("is not the id of an alert"),
  /** Only to this channel. By default, to all. */
  channelId: channelIdSchema.optional(),
});

/**
 * Where the delivery of an alert stands: all its messages were delivered; one was given up or is tried again;
 * or it has no messages, because nobody could get it.
 */
const ALERT_STATES = ["delivered", "undelivered", "unsent"] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export const alertListInput = projectInput.extend({
  /** The id of the last alert of the previous page of results. */
  before: z.uuid("is not the id of an alert").optional(),
  /** Only alerts of this kind. */
  kind: z
    .enum(ALERT_KINDS)
    .transform((kind) => STORED_KINDS[kind])
    .optional(),
  /** Only alerts whose delivery stands so. */
  state: z.enum(ALERT_STATES).optional(),
});

export const alertStatusOutput = z.strictObject({
  /** Whether a channel that is on is broken, or a message that failed is tried again. */
  hasProblem: z.boolean(),
});

/** One message to one receiver. */
const deliveryFields = {
  state: z.enum(["waiting", "retrying", "delivered", "givenUp"]),
  /** When it was delivered; otherwise when it was made. */
  at: instantSchema,
  /** Why the last attempt failed; null when none has failed. */
  reason: z.string().nullable(),
  /** The number of attempts so far, of at most `maxAttempts`. */
  attempt: countSchema,
  maxAttempts: countSchema,
  /** When the next attempt is due; null when there is none. */
  nextAttemptAt: instantSchema.nullable(),
};

/** A percentage of the limit; null for all kinds but `threshold`. */
const threshold = z.int().nullable();

const channel = z.strictObject({
  /** That of the owners and admins has the project's id. */
  channelId: z.string(),
  isManagers: z.boolean(),
  kind: channelKind,
  /** The address of an e-mail channel; empty for that of the owners and admins. */
  name: z.string(),
  /** Where it goes, without what is secret: `hooks.slack.com …x9Qk`, or a webhook's URL without query and long parts. */
  target: z.string().nullable(),
  isOn: z.boolean(),
  alertKinds: z.array(z.enum(ALERT_KINDS)),
  /** Broken: a message was given up, and none was delivered since. Ended: nothing is sent there any more. */
  state: z.enum(["working", "unconfirmed", "broken", "ended"]),
  endReason: z.enum(["gone", "unsubscribed"]).nullable(),
  /** Until when the previous secret of a webhook signs too; null while there is one secret. */
  secretsUntil: instantSchema.nullable(),
  /** Null when no message of the last 90 days went there. */
  lastDelivery: z
    .strictObject({
      ...deliveryFields,
      what: z.enum([...ALERT_KINDS, "test"]),
      threshold,
      /** The number of owners and admins; 1 for every other channel. */
      recipients: countSchema,
    })
    .nullable(),
});

export type ChannelOutput = z.output<typeof channel>;

export const channelListOutput = z.strictObject({
  /** Whether a mail server is configured, and the addresses of the owners and admins. */
  mail: z.strictObject({ configured: z.boolean(), recipients: z.array(z.string()) }),
  /** That of the owners and admins, then the others in the order in which they were added. */
  channels: z.array(channel),
});

export const channelIdOutput = z.strictObject({ channelId: z.string() });
export const addedChannelOutput = channelIdOutput.extend({
  /** The secret of a webhook, which no other output contains; null for other kinds. */
  secret: z.string().nullable(),
});
export const rotatedSecretOutput = channelIdOutput.extend({
  secret: z.string(),
  /** Until when the previous secret signs too. */
  bothUntil: instantSchema,
});
export const resendOutput = z.strictObject({ messages: countSchema });

const message = z.strictObject({
  ...deliveryFields,
  messageId: z.string(),
  channelId: z.string(),
  channelKind,
  /** The name of the channel, or the address of an owner or admin. */
  name: z.string(),
  /** Whether `resend` sends it again: it was given up, or its next attempt is more than two minutes away. */
  isResendable: z.boolean(),
});

/** At most 50 alerts, newest first. */
export const alertListOutput = z.array(
  z.strictObject({
    alertId: z.string(),
    at: instantSchema,
    kind: z.enum(ALERT_KINDS),
    /** The budget or the channel that the alert is about. The project has no name here. */
    subject: z.strictObject({
      kind: z.enum(["project", "agentType", "model", "channel"]),
      id: z.string(),
      name: z.string().nullable(),
    }),
    /** The UTC month, `YYYY-MM`; null for a channel, as the amounts are. */
    month: z.string().nullable(),
    threshold,
    /** In dollars, at the time of the alert. */
    limit: dollarsSchema.nullable(),
    spent: dollarsSchema.nullable(),
    /** The charges whose cost was unknown. Above 0, `spent` is a lower bound. */
    unpricedCharges: countSchema,
    forecast: z
      .strictObject({ amount: dollarsSchema, low: dollarsSchema, high: dollarsSchema })
      .nullable(),
    /** Why the channel broke; null for a budget. */
    reason: z.string().nullable(),
    /**
     * Why nobody got it; null when it has messages. The last alert of a budget is sent as soon as somebody can
     * get it, while it is true; the others with `resend`.
     */
    unsentReason: z.enum(UNSENT_REASONS).nullable(),
    /** At most 50, those that were not delivered first. Messages are kept for 90 days. */
    messages: z.array(message),
    /** Whether `resend` sends something of it. */
    isResendable: z.boolean(),
  }),
);
