import { createDatabase, type Sql } from "@ai-cost/db";
import type { Progress } from "../../progress";
import { hasOwnDatabase, makeOwnDatabase } from "../bench-server";
import { SIZES, type Size } from "../sizes";
import { fillDatabase } from "./fill-database";
import { generatorHash } from "./generator-hash";
import type { RebuildCost } from "./read-model";

/** A database full of rows. */
export interface BenchDatabase {
  size: Size;
  url: string;
  /** Of these very rows: their number and the generator's hash. */
  name: string;
  /** What filling its read model took when it was made. */
  rebuild: RebuildCost;
}

/** The database of that size: the one that is there if it is whole and of this generator, else a new one. */
export async function benchDatabase(
  serverUrl: string,
  size: Size,
  progress: Progress,
): Promise<BenchDatabase> {
  const database = `ai_cost_bench_${size}`;
  const url = Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href;
  const generator = generatorHash();
  const name = `${database}-${generator}`;
  if (await hasOwnDatabase(serverUrl, database)) {
    const kept = await onDatabase(url, (sql) => keptIn(sql, generator));
    if (kept) return { size, url, name, rebuild: kept };
  }
  progress.say(`Making ${size} charges, which the next run uses again …`);
  await makeOwnDatabase(url);
  const rebuild = await fillDatabase(url, SIZES[size], progress);
  await onDatabase(url, (sql) => keep(sql, generator, rebuild));
  return { size, url, name, rebuild };
}

/** What is kept where all was made to its end; null elsewhere. */
async function keptIn(sql: Sql, generator: string): Promise<RebuildCost | null> {
  const [there] = await sql`select to_regclass('bench.made') is not null as is_there`;
  if (!there?.is_there) return null;
  const [kept] = await sql<RebuildCost[]>`
    select seconds, peak_mib as "peakMiB" from bench.made where generator = ${generator}`;
  return kept ?? null;
}

/** The last that is written. Unlogged as the peers' tables are: a crash that empties these forgets it too. */
async function keep(sql: Sql, generator: string, rebuild: RebuildCost): Promise<void> {
  await sql`
    create unlogged table bench.made (generator text not null, seconds float not null,
      peak_mib float not null)`;
  await sql`insert into bench.made values (${generator}, ${rebuild.seconds}, ${rebuild.peakMiB})`;
}

async function onDatabase<Result>(
  url: string,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  const { sql, close } = createDatabase(url, { maxConnections: 1, asOwner: true });
  try {
    return await work(sql);
  } finally {
    await close();
  }
}
