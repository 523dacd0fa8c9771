import { pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/** What agents and pipelines report usage with. A key can write to its project and read nothing. */
export const ingestKeys = pgTable(
  "ingest_keys",
  {
    projectId: projectId().references(() => projects.id),
    id: uuid("id").notNull(),
    /** What people call it, so that they know which one to revoke. */
    name: text("name").notNull(),
    /** SHA-256, in hexadecimal, of the key's whole text, which nobody keeps here. */
    secretHash: text("secret_hash").notNull(),
    /** The text's last four characters, to tell keys apart. */
    lastCharacters: text("last_characters").notNull(),
    /** The user who made it. */
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    /** To the minute; NULL before its first use. */
    lastUsedAt: instant("last_used_at"),
    /** NULL while it is good. */
    revokedAt: instant("revoked_at"),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    unique("ingest_keys_secret_hash").on(table.projectId, table.secretHash),
  ],
);
