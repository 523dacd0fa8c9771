import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Sql } from "@ai-cost/db";
import { DuckDBInstance } from "@duckdb/node-api";

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
 * The ledger as one wide table in a file of DuckDB's, a row with its job and run, sorted by project and
 * time. A file that is there is whole: it is made beside its place and renamed.
 */
export async function makeColumnarFile(sql: Sql, file: string): Promise<void> {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  const [rows, unfinished] = [`${file}.csv`, `${file}.unfinished`];
  for (const left of [rows, unfinished]) rmSync(left, { force: true });
  const copy = await sql.unsafe(`copy (${WIDE}) to stdout (format csv, header)`).readable();
  await pipeline(copy, createWriteStream(rows));
  await load(rows, unfinished);
  rmSync(rows);
  renameSync(unfinished, file);
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
