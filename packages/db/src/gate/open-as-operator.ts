import { asc, eq } from "drizzle-orm";
import type { Database } from "../client";
import { projects } from "../schema/projects";
import { type TenantDatabase, tenantDatabase } from "./tenant-database";

/** A project as a command works on it. */
export interface OperatedProject {
  id: string;
  name: string;
  tenant: TenantDatabase;
}

/**
 * For commands, whose caller has the database's password: the project, or with null every project, by
 * name. Empty when there is none of that id. Nothing that a request can reach may call it.
 */
export async function openAsOperator(
  db: Database,
  projectId: string | null,
): Promise<OperatedProject[]> {
  const found = await db
    .select({ id: projects.id, name: projects.name })
    .from(projects)
    .where(projectId === null ? undefined : eq(projects.id, projectId))
    .orderBy(asc(projects.name), asc(projects.id));
  return found.map((project) => ({ ...project, tenant: tenantDatabase(db, [project.id]) }));
}
