import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { users } from "./users";

/** A project, which is a tenant. The web page calls it a product. */
export const projects = pgTable("projects", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  createdAt: instant("created_at").notNull(),
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
 * An e-mail address that is invited to a project. The invitation becomes a membership when the account
 * of the address is created or next signs in.
 */
export const invitations = pgTable(
  "invitations",
  {
    projectId: projectReference(),
    /** The e-mail address in lower case. */
    email: text("email").notNull(),
    role: role(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.email] }),
    index("invitations_email").on(table.email),
    check("invitations_role", sql`${table.role} in ('owner', 'admin', 'member')`),
  ],
);
