import type { Sql } from "@ai-cost/db";
import type { RebuildCost } from "./read-model";

/** What is kept in a database that was made to its end by that generator; null elsewhere. */
export async function keptIn(sql: Sql, generator: string): Promise<RebuildCost | null> {
  const [there] = await sql`select to_regclass('bench.made') is not null as is_there`;
  if (!there?.is_there) return null;
  const [kept] = await sql<RebuildCost[]>`
    select seconds, peak_mib as "peakMiB" from bench.made where generator = ${generator}`;
  return kept ?? null;
}

/** The last that is written. Unlogged as the peers' tables are: a crash that empties these forgets it too. */
export async function keep(
  sql: Sql,
  generator: string,
  { seconds, peakMiB }: RebuildCost,
): Promise<void> {
  await sql`
    create unlogged table bench.made as
    select ${generator}::text as generator, ${seconds}::float as seconds,
      ${peakMiB}::float as peak_mib`;
}
