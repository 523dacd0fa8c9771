import type { Sql } from "@ai-cost/db";
import type { RebuildCost } from "./rows/rollups";

/**
 * Returns the stored cost of the rebuild if the generator with this hash has completed the
 * database, and null otherwise.
 */
export async function readCompletion(sql: Sql, generator: string): Promise<RebuildCost | null> {
  const [marker] = await sql`select to_regclass('bench.made') is not null as exists`;
  if (!marker?.exists) return null;
  const [rebuild] = await sql<RebuildCost[]>`
    select seconds, peak_mib as "peakMiB" from bench.made where generator = ${generator}`;
  return rebuild ?? null;
}

/**
 * Marks a database as complete. The table is unlogged, like the tables of the systems that the
 * application is compared with. A crash empties all unlogged tables, so it removes the marker
 * together with their rows.
 */
export async function markComplete(
  sql: Sql,
  generator: string,
  { seconds, peakMiB }: RebuildCost,
): Promise<void> {
  await sql`
    create unlogged table bench.made as
    select ${generator}::text as generator, ${seconds}::float as seconds,
      ${peakMiB}::float as peak_mib`;
}
