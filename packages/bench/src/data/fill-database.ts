import type { Progress } from "@ai-cost/command";
import { createDatabase, migrate } from "@ai-cost/db";
import { makeFunctions } from "./functions";
import { makeChargeView } from "./peers/charges";
import { makeIndexed } from "./peers/indexed";
import { makeLangfuse } from "./peers/langfuse";
import { makeLiteLlm } from "./peers/litellm";
import { makeProjects } from "./projects";
import { fillReadModel, type RebuildCost } from "./read-model";
import type { Amount } from "./shape";
import { makeSurroundings } from "./surroundings";
import { makeUsage } from "./usage";

/** Migrates an empty database and makes every row in it, the product's and the peers'; what the rebuild took. */
export async function fillDatabase(
  url: string,
  amount: Amount,
  progress: Progress,
): Promise<RebuildCost> {
  await migrate(url);
  const { sql, close } = createDatabase(url, { maxConnections: 1, asOwner: true });
  try {
    await sql.unsafe("set maintenance_work_mem = '512MB'; set work_mem = '128MB'");
    await makeFunctions(sql);
    await makeProjects(sql, amount.projects);
    await progress.step("  Runs, jobs and charges", () => makeUsage(url, amount, progress));
    await makeSurroundings(sql);
    await progress.step("  Vacuum and statistics", () => sql`vacuum analyze`);
    const cost = await progress.step("  Read model, by the ledger's rebuild", () =>
      fillReadModel(url, progress),
    );
    await makeChargeView(sql);
    await progress.step("  The three tables with their best indexes", () => makeIndexed(sql));
    await progress.step("  LiteLLM's tables", () => makeLiteLlm(sql));
    await progress.step("  Langfuse's tables", () => makeLangfuse(sql));
    await progress.step("  Vacuum and statistics again", () => sql`vacuum analyze`);
    await sql`checkpoint`;
    return cost;
  } finally {
    await close();
  }
}
