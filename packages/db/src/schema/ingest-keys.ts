import { pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/** The API keys that agents and pipelines report usage with. A key can write to its project and read nothing. */
export const ingestKeys = pgTable(
  "ingest_keys",
  {
    projectId: projectId().references(() => projects.id),
    id: uuid("id").notNull(),
    /** A name for people, so that they know which key to revoke. */
    name: text("name").notNull(),
    /** SHA-256, in hexadecimal, of the key's whole text. The text itself is not stored. */
    secretHash: text("secret_hash").notNull(),
    /** The last four characters of the text, to tell keys apart. */
    lastCharacters: text("last_characters").notNull(),
    /** The user who created it. */
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Exact to the minute. NULL before the first use. */
    lastUsedAt: instant("last_used_at"),
    /** NULL while the key is active. */
    revokedAt: instant("revoked_at"),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    unique("ingest_keys_secret_hash").on(table.projectId, table.secretHash),
  ],
);
