import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Progress } from "@ai-cost/command";
import { CHECKOUT } from "@ai-cost/command";
import { createDatabase, type Sql } from "@ai-cost/db";
import { createOwnDatabase, hasOwnDatabase } from "../environment/bench-server";
import { SIZES, type Size } from "../sizes";
import { createColumnarFile } from "./columnar-file";
import { markComplete, readCompletion } from "./completion-marker";
import { fillDatabase } from "./fill-database";
import { generatorHash } from "./generator-hash";
import type { RebuildCost } from "./rows/rollups";
import { PROJECTS } from "./rows/row-counts";

/** A database of the benchmark with all its rows. */
export interface BenchDatabase {
  size: Size;
  url: string;
  /** The path of a DuckDB file with the same charges. */
  columnarFile: string;
  /** The time and memory that the rebuild of the rollups took when the database was filled. */
  rebuild: RebuildCost;
}

const COLUMNAR_FOLDER = join(CHECKOUT, ".data", "bench", "columnar");

/**
 * Returns the benchmark's database of this size. Creates it if it does not exist, if it is
 * incomplete, or if the code that generates its rows has changed.
 */
export async function ensureBenchDatabase(
  serverUrl: string,
  size: Size,
  progress: Progress,
): Promise<BenchDatabase> {
  const name = `ai_cost_bench_${size}`;
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  const generator = generatorHash();
  const columnarFile = join(COLUMNAR_FOLDER, `${size}-${generator}.duckdb`);
  const exists = await hasOwnDatabase(serverUrl, name);
  const completion = exists
    ? await withOwnerConnection(url, (sql) => readCompletion(sql, generator))
    : null;
  const rebuild = completion ?? (await createBenchDatabase(url, { size, generator }, progress));
  await progress.step(`DuckDB's table of ${size} charges`, () =>
    withOwnerConnection(url, (sql) => createColumnarFile(sql, columnarFile)),
  );
  return { size, url, columnarFile, rebuild };
}

async function createBenchDatabase(
  url: string,
  { size, generator }: { size: Size; generator: string },
  progress: Progress,
): Promise<RebuildCost> {
  progress.say(`Generating ${size} charges. The next run uses them again.`);
  removeColumnarFiles(size);
  await createOwnDatabase(url);
  const rebuild = await fillDatabase(url, { charges: SIZES[size], projects: PROJECTS }, progress);
  await withOwnerConnection(url, (sql) => markComplete(sql, generator, rebuild));
  return rebuild;
}

/**
 * Removes all DuckDB files of this size: those of earlier versions of the generator, and incomplete
 * files of a killed run.
 */
function removeColumnarFiles(size: Size): void {
  mkdirSync(COLUMNAR_FOLDER, { recursive: true });
  for (const file of readdirSync(COLUMNAR_FOLDER))
    if (file.startsWith(`${size}-`)) rmSync(join(COLUMNAR_FOLDER, file));
}

/** Opens a connection as the owner of the database, runs `work` on it and closes it. */
export async function withOwnerConnection<Result>(
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
