import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { users } from "./users";

/** A project, which is a tenant. The web page calls it a product. */
export const projects = pgTable("projects", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  createdAt: instant("created_at").notNull(),
  /**
   * Whether the project's rollups contain its whole ledger. A migration that adds a rollup sets this to
   * false for every project, and a rebuild sets it to true.
   */
  hasAllRollups: boolean("has_all_rollups").notNull().default(true),
});

const role = () => text("role", { enum: ["owner", "admin", "member"] }).notNull();
const projectReference = () => projectId().references(() => projects.id);

/** Who may open a project, and in which role. */
export const memberships = pgTable(
  "memberships",
  {
    projectId: projectReference(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: role(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.userId] }),
    index("memberships_user_id").on(table.userId),
    check("memberships_role", sql`${table.role} in ('owner', 'admin', 'member')`),
  ],
);

/**
 * An e-mail address that is invited to a project. Only the invitation's token, which its link contains,
 * turns the invitation into a membership.
 */
export const invitations = pgTable(
  "invitations",
  {
    projectId: projectReference(),
    /** The e-mail address in lower case. */
    email: text("email").notNull(),
    role: role(),
    createdAt: instant("created_at").notNull(),
    /** The user who invited the address. NULL for an invitation from before this column existed. */
    invitedBy: text("invited_by"),
    /** SHA-256, in hexadecimal, of the token. NULL until somebody asks for a link, and when the purge has forgotten an expired one. */
    tokenHash: text("token_hash"),
    /** When the token expires or has expired. NULL while there has been no token. */
    expiresAt: instant("expires_at"),
    /** Whether the present token was only sent by e-mail, so that the person who uses it can read the address's mail. */
    isMailed: boolean("is_mailed").notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.email] }),
    index("invitations_email").on(table.email),
    uniqueIndex("invitations_token_hash").on(table.tokenHash).concurrently(),
    check("invitations_role", sql`${table.role} in ('owner', 'admin', 'member')`),
  ],
);
