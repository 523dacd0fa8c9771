import { type Executor, projects } from "@ai-cost/db";
import { eq } from "drizzle-orm";

/**
 * Locks the project's row until the transaction ends, so that its changes run one after the other.
 * Recording usage does not wait for this lock: its foreign keys only need the id to stay the same.
 */
export async function lockProject(db: Executor, projectId: string): Promise<void> {
  await db
    .select({ id: projects.id })
    .from(projects)
    .where(eq(projects.id, projectId))
    .for("no key update");
}
