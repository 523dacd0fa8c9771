import { type Executor, projects } from "@ai-cost/db";
import { eq } from "drizzle-orm";

/**
 * Makes changes of a project's members and budget take turns until the transaction ends. Recording
 * usage does not wait for it: a foreign key needs no more than the project's id to stay.
 */
export async function lockProject(db: Executor, projectId: string): Promise<void> {
  await db
    .select({ id: projects.id })
    .from(projects)
    .where(eq(projects.id, projectId))
    .for("no key update");
}
