import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "../connection/database";
import { memberships, projects } from "../schema/projects";
import { type TenantDatabase, tenantDatabase } from "./tenant-database";

/** A project that a person may open, and the person's role in it. */
export interface OpenedProject {
  id: string;
  name: string;
  role: typeof memberships.$inferSelect.role;
  /** Whether the project's rollups contain its whole ledger; false while an update adds a rollup. */
  hasAllRollups: boolean;
}

/** Selects the memberships that prove access to projects. No row of a project is read before this query. */
const membershipsOf = (db: Database) =>
  db
    .select({
      id: projects.id,
      name: projects.name,
      role: memberships.role,
      hasAllRollups: projects.hasAllRollups,
    })
    .from(memberships)
    .innerJoin(projects, eq(projects.id, memberships.projectId));

/**
 * Opens a project for one of its members. Returns null both when the project does not exist and when
 * the person is not a member, so that a caller cannot tell the two apart.
 */
export async function openProject(
  db: Database,
  { projectId, userId }: { projectId: string; userId: string },
): Promise<{ project: OpenedProject; tenant: TenantDatabase } | null> {
  const [project] = await membershipsOf(db).where(
    and(eq(memberships.projectId, projectId), eq(memberships.userId, userId)),
  );
  return project ? { project, tenant: tenantDatabase(db, [project.id]) } : null;
}

/** Opens all projects of a person in one tenant database. The projects are sorted by name. */
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
