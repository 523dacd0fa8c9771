import type { Progress } from "@ai-cost/command";
import { createDatabase, migrate } from "@ai-cost/db";
import { createChargeView } from "./peers/charges";
import { createIndexedTables } from "./peers/indexed";
import { createLangfuseTables } from "./peers/langfuse";
import { createLiteLlmTables } from "./peers/litellm";
import { insertAuditEventsAndSpans } from "./rows/audit-events-and-spans";
import { createFunctions } from "./rows/functions";
import { insertProjects } from "./rows/projects";
import { type RebuildCost, rebuildRollups } from "./rows/rollups";
import type { RowCounts } from "./rows/row-counts";
import { insertUsage } from "./rows/usage";

/**
 * Migrates an empty database and fills the tables of the application and of the systems that it is
 * compared with. Returns the cost of the rebuild of the rollups.
 */
export async function fillDatabase(
  url: string,
  counts: RowCounts,
  progress: Progress,
): Promise<RebuildCost> {
  await migrate(url);
  const { sql, close } = createDatabase(url, { maxConnections: 1, asOwner: true });
  try {
    await sql.unsafe("set maintenance_work_mem = '512MB'; set work_mem = '128MB'");
    await createFunctions(sql);
    await insertProjects(sql, counts.projects);
    await progress.step("  Runs, jobs and charges", () => insertUsage(url, counts, progress));
    await insertAuditEventsAndSpans(sql);
    await progress.step("  Vacuum and statistics", () => sql`vacuum analyze`);
    const rebuild = await progress.step("  Rollups, by the ledger's rebuild", () =>
      rebuildRollups(url, progress),
    );
    await createChargeView(sql);
    await progress.step("  The three tables with the best indexes", () => createIndexedTables(sql));
    await progress.step("  LiteLLM's tables", () => createLiteLlmTables(sql));
    await progress.step("  Langfuse's tables", () => createLangfuseTables(sql));
    await progress.step("  Vacuum and statistics again", () => sql`vacuum analyze`);
    await sql`checkpoint`;
    return rebuild;
  } finally {
    await close();
  }
}
