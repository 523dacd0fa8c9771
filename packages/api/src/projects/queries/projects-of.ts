import { type Executor, memberships, projects } from "@ai-cost/db";
import { asc, eq, sql } from "drizzle-orm";
import { roleSchema } from "../schema";

/** Every project that the person may open, with their role, by name. */
export async function projectsOf(db: Executor, userId: string) {
  const rows = await db
    .select({ projectId: projects.id, name: projects.name, role: memberships.role })
    .from(memberships)
    .innerJoin(projects, eq(projects.id, memberships.projectId))
    .where(eq(memberships.userId, userId))
    .orderBy(sql`lower(${projects.name})`, asc(projects.name), asc(projects.id));
  return rows.map((row) => ({ ...row, role: roleSchema.parse(row.role) }));
}
