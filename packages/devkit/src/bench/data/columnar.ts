import { createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Sql } from "@ai-cost/db";
import { DuckDBInstance } from "@duckdb/node-api";
import { CHECKOUT } from "../../checkout";

const FOLDER = join(CHECKOUT, ".data", "bench", "columnar");

const WIDE = `
  select spend.project_id, (extract(epoch from spend.occurred_at) * 1000)::bigint as occurred_ms,
    spend.id, spend.charge_id, spend.kind, spend.amount_micro_usd, spend.model, spend.input_tokens,
    spend.output_tokens, job.id as job_id, job.agent_type, job.status as job_status,
    (extract(epoch from job.first_charged_at) * 1000)::bigint as first_charged_ms, run.id as run_id,
    run.status as run_status, run.trigger,
    (extract(epoch from run.started_at) * 1000)::bigint as started_ms
  from credit_transactions as spend
  join agent_jobs as job on job.project_id = spend.project_id and job.id = spend.agent_job_id
  join pipeline_runs as run on run.project_id = job.project_id and run.id = job.pipeline_run_id`;

/**
 * The ledger as one wide table in DuckDB's file, a row with its job and run, sorted by project and
 * time. The file is named after what it was made from and used again; an unfinished one is not.
 */
export async function columnarFile(sql: Sql, name: string): Promise<string> {
  const file = join(FOLDER, `${name}.duckdb`);
  if (existsSync(file)) return file;
  mkdirSync(FOLDER, { recursive: true });
  forget(name.slice(0, name.lastIndexOf("-")));
  const rows = join(FOLDER, `${name}.csv`);
  const unfinished = join(FOLDER, `${name}.unfinished`);
  await pipeline(
    await sql.unsafe(`copy (${WIDE}) to stdout (format csv, header)`).readable(),
    createWriteStream(rows),
  );
  await load(rows, unfinished);
  rmSync(rows);
  renameSync(unfinished, file);
  return file;
}

async function load(rows: string, file: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(
    `create table wide as
    select * from read_csv($1, header = true, types = {'project_id': 'UUID', 'id': 'UUID',
      'charge_id': 'UUID', 'job_id': 'UUID', 'run_id': 'UUID'})
    order by project_id, occurred_ms`,
    [rows],
  );
  connection.closeSync();
  instance.closeSync();
}

/** Files of another generator, and what a killed run left. */
function forget(prefix: string): void {
  for (const file of readdirSync(FOLDER))
    if (file.startsWith(`${prefix}-`)) rmSync(join(FOLDER, file));
}
