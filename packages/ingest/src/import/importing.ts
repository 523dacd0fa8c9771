import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { type DatabaseClient, newId, projects } from "@ai-cost/db";
import { afterAll } from "vitest";
import { runImport } from "./run-import";

/** Creates a folder that is removed after the suite. The returned function writes a file there and returns its path. */
export function temporaryFiles(): (name: string, content: string | Buffer) => string {
  const folder = mkdtempSync(join(tmpdir(), "import-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
}

export async function newProject({ db }: DatabaseClient, now: Date): Promise<string> {
  const id = newId();
  await db.insert(projects).values({ id, name: "Imported", createdAt: now });
  return id;
}

/** Runs the command and returns what a person would see. */
export async function runAndRead(argv: string[], databaseUrl: string, now: Date) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const exitCode = await runImport(argv, { databaseUrl, stdout, stderr, clock: () => now });
  const textOf = (stream: PassThrough) => String(stream.read() ?? "");
  return { exitCode, stdout: textOf(stdout), stderr: textOf(stderr) };
}

/** The totals of a project by the join of the three ledger tables, and by the rollups of days and agent types. */
export async function storedTotals({ sql }: DatabaseClient, projectId: string) {
  const [ledger] = await sql`
    select count(*)::int as rows, count(distinct job.id)::int as jobs,
      count(distinct run.id)::int as runs,
      sum(entry.amount_micro_usd)::bigint as "costMicroUsd",
      sum(entry.input_tokens)::bigint as "inputTokens",
      sum(entry.output_tokens)::bigint as "outputTokens"
    from credit_transactions entry
    join agent_jobs job on job.project_id = entry.project_id and job.id = entry.agent_job_id
    join pipeline_runs run on run.project_id = job.project_id and run.id = job.pipeline_run_id
    where entry.project_id = ${projectId}`;
  const [days] = await sql`
    select sum(cost_micro_usd)::bigint as "costMicroUsd", sum(input_tokens)::bigint as "inputTokens",
      sum(output_tokens)::bigint as "outputTokens", sum(jobs)::int as jobs
    from daily_spend where project_id = ${projectId}`;
  const [agents] = await sql`
    select sum(cost_micro_usd)::bigint as "costMicroUsd", sum(input_tokens)::bigint as "inputTokens",
      sum(output_tokens)::bigint as "outputTokens", sum(jobs)::int as jobs,
      sum(completed_jobs)::int as "completedJobs"
    from monthly_agent_spend where project_id = ${projectId}`;
  return { ledger, days, agents };
}
