import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { alertChannels } from "./alert-channels";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/**
 * The messages that a project sends, such as alerts. A message is inserted in the transaction of what it
 * reports, and a worker delivers it afterwards.
 */
export const projectOutbox = pgTable(
  "project_outbox",
  {
    projectId: projectId().references(() => projects.id),
    id: uuid("id").notNull(),
    /** What the message is about, for example `budget.threshold_reached`. */
    kind: text("kind").notNull(),
    /** The channel that the message goes to. NULL for an e-mail to an owner or admin. */
    channelId: uuid("channel_id"),
    /** The e-mail address of the owner or admin. NULL for a channel. */
    recipient: text("recipient"),
    /** The alert that the message is about. NULL for a test. */
    alertId: uuid("alert_id"),
    /**
     * JSON: the parts of an e-mail, or the body of the request to the channel. NULL when the message was
     * delivered or given up.
     */
    content: text("content"),
    createdAt: instant("created_at").notNull(),
    /** How many deliveries were tried. */
    attempts: integer("attempts").notNull(),
    /** When the next delivery may be tried. NULL when no further one will be. */
    nextAttemptAt: instant("next_attempt_at"),
    /** Why the last delivery failed. NULL when none has failed. */
    lastError: text("last_error"),
    /** When the receiver accepted the message. NULL before. */
    deliveredAt: instant("delivered_at"),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    foreignKey({
      name: "project_outbox_channel",
      columns: [table.projectId, table.channelId],
      foreignColumns: [alertChannels.projectId, alertChannels.id],
    }).onDelete("cascade"),
    index("project_outbox_due")
      .on(table.projectId, table.nextAttemptAt)
      .where(sql`${table.nextAttemptAt} is not null`),
    check(
      "project_outbox_has_one_receiver",
      sql`num_nulls(${table.channelId}, ${table.recipient}) = 1`,
    ),
  ],
);
