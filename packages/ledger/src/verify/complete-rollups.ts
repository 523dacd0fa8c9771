import { createDatabase, openAsOperator, projects } from "@ai-cost/db";
import { eq } from "drizzle-orm";
import { rebuild } from "./rebuild";

/**
 * Fills the rollups that an update of the software added, for each project that lacks them. Other
 * processes can use the database meanwhile. After `signal` is aborted, it ends after the current month;
 * the next call continues with that project. `onProgress` gets a text for people when a project starts and
 * when all projects are complete.
 */
export async function completeRollups(
  databaseUrl: string,
  onProgress: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { db, close } = createDatabase(databaseUrl, {
    maxConnections: 1,
    applicationName: "rollups",
    asOwner: true,
  });
  try {
    const incomplete = await db
      .select({ id: projects.id })
      .from(projects)
      .where(eq(projects.hasAllRollups, false));
    for (const [index, { id }] of incomplete.entries()) {
      if (signal.aborted) return;
      onProgress(`Adding up the earlier usage of project ${index + 1} of ${incomplete.length}`);
      for (const { tenant } of await openAsOperator(db, id))
        await rebuild(tenant, id, () => signal.throwIfAborted());
    }
    if (incomplete.length > 0) onProgress("The earlier usage of all projects is added up");
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await close();
  }
}
