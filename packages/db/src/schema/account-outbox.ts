import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * Mail that belongs to no project, such as a password reset. A message is inserted in the transaction of
 * the change that it reports, and a worker delivers it afterwards.
 */
export const accountOutbox = pgTable(
  "account_outbox",
  {
    id: uuid("id").primaryKey(),
    /** The kind of message, for example `password_reset`. */
    kind: text("kind").notNull(),
    /** The e-mail address that the message goes to. */
    recipient: text("recipient").notNull(),
    /**
     * Subject and body, encrypted, because their links contain secrets of which other tables store only
     * hashes. NULL once the message is delivered or given up.
     */
    sealedMessage: text("sealed_message"),
    createdAt: instant("created_at").notNull(),
    /** How many deliveries were tried. */
    attempts: integer("attempts").notNull().default(0),
    /** When the next delivery may be tried. NULL when no further one will be. */
    nextAttemptAt: instant("next_attempt_at"),
    /** Why the last delivery failed. NULL when none has failed. */
    lastError: text("last_error"),
    /** When the mail server accepted the message. NULL before. */
    deliveredAt: instant("delivered_at"),
  },
  (table) => [
    index("account_outbox_due")
      .on(table.nextAttemptAt)
      .where(sql`${table.nextAttemptAt} is not null`),
  ],
);
