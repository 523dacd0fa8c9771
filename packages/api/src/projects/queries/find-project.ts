import { type Executor, memberships, projects } from "@ai-cost/db";
import { and, eq } from "drizzle-orm";
import { roleSchema } from "../schema";

/** The project and the person's role in it, or null: also when it exists and is not theirs. */
export async function findProject(db: Executor, projectId: string, userId: string) {
  const [project] = await db
    .select({ id: projects.id, name: projects.name, role: memberships.role })
    .from(memberships)
    .innerJoin(projects, eq(projects.id, memberships.projectId))
    .where(and(eq(memberships.projectId, projectId), eq(memberships.userId, userId)));
  return project ? { ...project, role: roleSchema.parse(project.role) } : null;
}
