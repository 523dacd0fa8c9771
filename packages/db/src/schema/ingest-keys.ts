import { pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/**
 * The API keys that agents and pipelines report usage with. A key may write usage to its project, and
 * may not read anything.
 */
export const ingestKeys = pgTable(
  "ingest_keys",
  {
    projectId: projectId().references(() => projects.id),
    id: uuid("id").notNull(),
    /** A name that tells people which key to revoke. */
    name: text("name").notNull(),
    /** SHA-256, in hexadecimal, of the key's whole text. The text itself is not stored. */
    secretHash: text("secret_hash").notNull(),
    /** The last four characters of the text, to tell keys apart. */
    lastCharacters: text("last_characters").notNull(),
    /** The user who created the key. */
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    /** When the key was last used, exact to the minute. NULL before the first use. */
    lastUsedAt: instant("last_used_at"),
    /** When the key was revoked. NULL while the key is active. */
    revokedAt: instant("revoked_at"),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    unique("ingest_keys_secret_hash").on(table.projectId, table.secretHash),
  ],
);
