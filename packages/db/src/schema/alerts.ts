import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/** What people are alerted about, and can choose for each channel. */
export const ALERT_KINDS = ["threshold", "forecast", "channel_broken"] as const;

export type AlertKind = (typeof ALERT_KINDS)[number];

/** Why nobody gets an alert: only e-mail channels want it and there is no mail server, or no channel wants it. */
export const UNSENT_REASONS = ["no_mail_server", "no_channel"] as const;

export type UnsentReason = (typeof UNSENT_REASONS)[number];

/**
 * The log of the alerts of a project. A row is inserted in the transaction that claims the alert and adds its
 * messages.
 */
export const alerts = pgTable(
  "alerts",
  {
    projectId: projectId().references(() => projects.id),
    /** A UUIDv7, by which the log is sorted. */
    id: uuid("id").notNull(),
    kind: text("kind", { enum: ALERT_KINDS }).notNull(),
    /** JSON: what the alert says, from which its messages are made. */
    facts: text("facts").notNull(),
    decidedAt: instant("decided_at").notNull(),
    /** Why nobody gets the alert. NULL when it has messages. */
    unsentReason: text("unsent_reason", { enum: UNSENT_REASONS }),
    /** When somebody last sent it again. NULL before. */
    resentAt: instant("resent_at"),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.id] })],
);
