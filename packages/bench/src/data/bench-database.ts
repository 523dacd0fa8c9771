import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Progress } from "@ai-cost/command";
import { CHECKOUT } from "@ai-cost/command";
import { createDatabase, type Sql } from "@ai-cost/db";
import { hasOwnDatabase, makeOwnDatabase } from "../bench-server";
import { SIZES, type Size } from "../sizes";
import { makeColumnarFile } from "./columnar";
import { fillDatabase } from "./fill-database";
import { generatorHash } from "./generator-hash";
import { keep, keptIn } from "./kept";
import type { RebuildCost } from "./read-model";
import { PROJECTS } from "./shape";

/** A database full of rows. */
export interface BenchDatabase {
  size: Size;
  url: string;
  /** The same rows in a file of DuckDB's. */
  columnarFile: string;
  /** What filling its read model took when it was made. */
  rebuild: RebuildCost;
}

const COLUMNAR = join(CHECKOUT, ".data", "bench", "columnar");

/** The database of that size: the one that is there if it is whole and of this generator, else a new one. */
export async function benchDatabase(
  serverUrl: string,
  size: Size,
  progress: Progress,
): Promise<BenchDatabase> {
  const name = `ai_cost_bench_${size}`;
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  const generator = generatorHash();
  const columnarFile = join(COLUMNAR, `${size}-${generator}.duckdb`);
  const isThere = await hasOwnDatabase(serverUrl, name);
  const kept = isThere ? await onDatabase(url, (sql) => keptIn(sql, generator)) : null;
  const rebuild = kept ?? (await make(url, { size, generator }, progress));
  await progress.step(`DuckDB's table of ${size} charges`, () =>
    onDatabase(url, (sql) => makeColumnarFile(sql, columnarFile)),
  );
  return { size, url, columnarFile, rebuild };
}

async function make(
  url: string,
  { size, generator }: { size: Size; generator: string },
  progress: Progress,
): Promise<RebuildCost> {
  progress.say(`Making ${size} charges, which the next run uses again …`);
  forgetColumnar(size);
  await makeOwnDatabase(url);
  const rebuild = await fillDatabase(url, { charges: SIZES[size], projects: PROJECTS }, progress);
  await onDatabase(url, (sql) => keep(sql, generator, rebuild));
  return rebuild;
}

/** Of other rows, and what a killed run left. */
function forgetColumnar(size: Size): void {
  mkdirSync(COLUMNAR, { recursive: true });
  for (const file of readdirSync(COLUMNAR))
    if (file.startsWith(`${size}-`)) rmSync(join(COLUMNAR, file));
}

/** Does `work` as the database's owner. */
export async function onDatabase<Result>(
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
