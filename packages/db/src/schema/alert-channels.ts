import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/** Where alerts can go besides e-mail. */
export const ALERT_CHANNEL_KINDS = ["slack", "webhook"] as const;

export type AlertChannelKind = (typeof ALERT_CHANNEL_KINDS)[number];

/** The Slack channels and webhooks that get the alerts of a project. */
export const alertChannels = pgTable(
  "alert_channels",
  {
    projectId: projectId().references(() => projects.id),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: ALERT_CHANNEL_KINDS }).notNull(),
    /** A name that tells people where the alerts arrive. */
    name: text("name").notNull(),
    /** The URL and the secrets of a webhook, encrypted, because anyone who knows them can post messages. */
    sealedTarget: text("sealed_target").notNull(),
    /** The user who added the channel. */
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    /** When the receiver said that it wants no more messages. NULL while the channel is used. */
    endedAt: instant("ended_at"),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.id] })],
);
