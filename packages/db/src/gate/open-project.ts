import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "../client";
import { memberships, projects } from "../schema/projects";
import { type TenantDatabase, tenantDatabase } from "./tenant-database";

/** A project that a person may open, and as what. */
export interface OpenedProject {
  id: string;
  name: string;
  role: typeof memberships.$inferSelect.role;
}

/** The person's own look-up: nothing of a project is read before it, and nothing without it. */
const membershipsOf = (db: Database) =>
  db
    .select({ id: projects.id, name: projects.name, role: memberships.role })
    .from(memberships)
    .innerJoin(projects, eq(projects.id, memberships.projectId));

/** The project and its rows; null when it does not exist and, alike, when it is not the person's. */
export async function openProject(
  db: Database,
  { projectId, userId }: { projectId: string; userId: string },
): Promise<{ project: OpenedProject; tenant: TenantDatabase } | null> {
  const [project] = await membershipsOf(db).where(
    and(eq(memberships.projectId, projectId), eq(memberships.userId, userId)),
  );
  return project ? { project, tenant: tenantDatabase(db, [project.id]) } : null;
}

/** Every project that the person may open, by name, and the rows of all of them. */
export async function openProjects(
  db: Database,
  userId: string,
): Promise<{ projects: OpenedProject[]; tenant: TenantDatabase }> {
  const opened = await membershipsOf(db)
    .where(eq(memberships.userId, userId))
    .orderBy(sql`lower(${projects.name})`, asc(projects.name), asc(projects.id));
  const ids = opened.map(({ id }) => id);
  return { projects: opened, tenant: tenantDatabase(db, ids) };
}
