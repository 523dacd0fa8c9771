import { type Executor, projects } from "@ai-cost/db";
import { eq } from "drizzle-orm";

/**
 * Locks the project's row until the transaction ends, so that changes of the project run one after the
 * other. Transactions that record usage do not wait for this lock, because their foreign keys lock only
 * the project's id.
 */
export async function lockProject(db: Executor, projectId: string): Promise<void> {
  await db
    .select({ id: projects.id })
    .from(projects)
    .where(eq(projects.id, projectId))
    .for("no key update");
}
