import { boolean, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { ALERT_KINDS } from "./alerts";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/** Where alerts can go. */
export const ALERT_CHANNEL_KINDS = ["email", "slack", "webhook"] as const;

export type AlertChannelKind = (typeof ALERT_CHANNEL_KINDS)[number];

/** Why a channel gets no more messages: its receiver is gone, the person unsubscribed, or it was removed. */
export const CHANNEL_ENDS = ["gone", "unsubscribed", "removed"] as const;

/**
 * The channels that get the alerts of a project. The channel of the owners and admins is of the kind `email`
 * and has the project's id. It exists without a row, on and for every kind of alert, until somebody changes it
 * or it breaks. A removed channel stays until its messages are purged, because the log names it.
 */
export const alertChannels = pgTable(
  "alert_channels",
  {
    projectId: projectId().references(() => projects.id),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: ALERT_CHANNEL_KINDS }).notNull(),
    /** A name that tells people where the alerts arrive: the address of an e-mail channel; empty for owners and admins. */
    name: text("name").notNull(),
    /**
     * The URL and the secrets of Slack or of a webhook, encrypted, because anyone who knows them can post
     * messages. NULL for e-mail and after the removal.
     */
    sealedTarget: text("sealed_target"),
    /** Whether the channel is switched on. */
    isOn: boolean("is_on").notNull(),
    /** The kinds of alerts that the channel gets. */
    alertKinds: text("alert_kinds", { enum: ALERT_KINDS }).array().notNull(),
    /** The user who added the channel. NULL for that of the owners and admins. */
    createdBy: text("created_by"),
    createdAt: instant("created_at").notNull(),
    /** When the reader of an address agreed to get messages. NULL before, and for Slack and webhooks. */
    confirmedAt: instant("confirmed_at"),
    /** When a message was given up or the channel ended. NULL after the next delivery. */
    brokenAt: instant("broken_at"),
    /** When the channel ended. NULL while it is used. */
    endedAt: instant("ended_at"),
    /** Why it ended. NULL while it is used. */
    endReason: text("end_reason", { enum: CHANNEL_ENDS }),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.id] })],
);
