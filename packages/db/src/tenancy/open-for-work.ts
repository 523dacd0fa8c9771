import { and, eq, min } from "drizzle-orm";
import type { Database } from "../connection/database";
import { memberships, projects } from "../schema/projects";
import { type TenantDatabase, tenantDatabase } from "./tenant-database";

/** A project on which a worker works. */
export interface ProjectForWork {
  id: string;
  name: string;
  /** The first by id of those who own it, so that a worker can be fair to people; null when nobody owns it. */
  ownerId: string | null;
  tenant: TenantDatabase;
}

/**
 * Opens one project, or all projects when `projectId` is null, each by itself. Only the workers of the
 * server may call this, because they work for every project and return nothing to anybody. Code that answers
 * a request must not call it.
 */
export async function openProjectsForWork(
  db: Database,
  projectId: string | null,
): Promise<ProjectForWork[]> {
  const found = await db
    .select({ id: projects.id, name: projects.name, ownerId: min(memberships.userId) })
    .from(projects)
    .leftJoin(
      memberships,
      and(eq(memberships.projectId, projects.id), eq(memberships.role, "owner")),
    )
    .where(projectId === null ? undefined : eq(projects.id, projectId))
    .groupBy(projects.id);
  return found.map((project) => ({ ...project, tenant: tenantDatabase(db, [project.id]) }));
}
