import { asc, eq } from "drizzle-orm";
import type { Database } from "../connection/database";
import { projects } from "../schema/projects";
import { type TenantDatabase, tenantDatabase } from "./tenant-database";

/** A project that a command works on. */
export interface OperatorProject {
  id: string;
  name: string;
  tenant: TenantDatabase;
}

/**
 * Opens one project, or all projects, sorted by name, when `projectId` is null. Returns an empty list
 * when no project has that id. Only commands may call this, because the person who runs a command has
 * the database's password. Code that a request can reach must not call it.
 */
export async function openAsOperator(
  db: Database,
  projectId: string | null,
): Promise<OperatorProject[]> {
  const found = await db
    .select({ id: projects.id, name: projects.name })
    .from(projects)
    .where(projectId === null ? undefined : eq(projects.id, projectId))
    .orderBy(asc(projects.name), asc(projects.id));
  return found.map((project) => ({ ...project, tenant: tenantDatabase(db, [project.id]) }));
}
