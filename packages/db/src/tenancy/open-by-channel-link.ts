import { eq } from "drizzle-orm";
import type { Database } from "../connection/database";
import { projects } from "../schema/projects";
import { type TenantDatabase, tenantDatabase } from "./tenant-database";

/**
 * Opens the project of a link in an e-mail about alerts, for the bearer of the link. The signature of the link
 * must have been checked: it proves that this server wrote the project's id. Returns null when the project no
 * longer exists.
 */
export async function openByChannelLink(
  db: Database,
  projectId: string,
): Promise<{ project: { id: string; name: string }; tenant: TenantDatabase } | null> {
  const [project] = await db
    .select({ id: projects.id, name: projects.name })
    .from(projects)
    .where(eq(projects.id, projectId));
  return project ? { project, tenant: tenantDatabase(db, [project.id]) } : null;
}
