import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { users } from "./users";

/** A tenant. The page calls it a product. */
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

/** An invited e-mail address. It becomes a membership when its account is created or next signs in. */
export const invitations = pgTable(
  "invitations",
  {
    projectId: projectReference(),
    /** Lower case. */
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
