import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Sql } from "@ai-cost/db";
import { DuckDBInstance } from "@duckdb/node-api";

const WIDE_ROWS = `
  select entry.project_id, (extract(epoch from entry.occurred_at) * 1000)::bigint as occurred_ms,
    entry.id, entry.charge_id, entry.kind, entry.amount_micro_usd, entry.model, entry.input_tokens,
    entry.output_tokens, job.id as job_id, job.agent_type, job.status as job_status,
    (extract(epoch from job.first_charged_at) * 1000)::bigint as first_charged_ms, run.id as run_id,
    run.status as run_status, run.trigger,
    (extract(epoch from run.started_at) * 1000)::bigint as started_ms
  from credit_transactions as entry
  join agent_jobs as job on job.project_id = entry.project_id and job.id = entry.agent_job_id
  join pipeline_runs as run on run.project_id = job.project_id and run.id = job.pipeline_run_id`;

/**
 * Creates a DuckDB file with the ledger as one wide table. Each row contains its job and its run,
 * and the rows are sorted by project and time. Does nothing if the file exists. Writes a file with
 * a temporary name and then renames it, so the file is never incomplete.
 */
export async function createColumnarFile(sql: Sql, file: string): Promise<void> {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  const csvFile = `${file}.csv`;
  const unfinished = `${file}.unfinished`;
  for (const leftover of [csvFile, unfinished]) rmSync(leftover, { force: true });
  const copy = await sql.unsafe(`copy (${WIDE_ROWS}) to stdout (format csv, header)`).readable();
  await pipeline(copy, createWriteStream(csvFile));
  await importCsv(csvFile, unfinished);
  rmSync(csvFile);
  renameSync(unfinished, file);
}

async function importCsv(csvFile: string, file: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(
    `create table wide as
      select * from read_csv($1, header = true, types = {'project_id': 'UUID', 'id': 'UUID',
        'charge_id': 'UUID', 'job_id': 'UUID', 'run_id': 'UUID'})
      order by project_id, occurred_ms`,
    [csvFile],
  );
  connection.closeSync();
  instance.closeSync();
}
