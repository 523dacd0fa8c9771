import { type DatabaseClient, memberships, openAsOperator } from "@ai-cost/db";
import { makeProject } from "@ai-cost/db/testing";
import { rebuild } from "@ai-cost/ledger";
import type { Person } from "@ai-cost/testing";
import { inClients } from "@ai-cost/testing";
import type { Rig } from "./rig";
import type { Stage } from "./stage";

const CLIENTS = 4;
const PROJECTS_OF_OWNER = 50;
const RUNS_A_PROJECT = 20;
const JOBS_A_PROJECT = 100;
const SPAN_DAYS = 170;

/** A stage whose Postgres counts statements and is full of rows. */
export interface ManyRows {
  stage: Stage;
  /** Of the ledger. */
  rows: number;
  /** Those of the stage's owner; the first is that of its member as well. */
  projectIds: [string, ...string[]];
  /** A run of each. */
  runIds: ReadonlyMap<string, string>;
}

interface Size {
  projects: number;
  /** At least. */
  rows: number;
}

/** Many charges of many projects, written past the ledger and counted by its own rebuild. */
export async function makeManyRows(rig: Rig, size: Size): Promise<ManyRows> {
  const stage = await rig.startStage({
    settings: { shared_preload_libraries: "pg_stat_statements" },
  });
  const { owner: client, people } = stage;
  await client.sql`create extension pg_stat_statements`;
  const all = await Promise.all(
    Array.from({ length: size.projects }, (_, number) =>
      makeProject(client.db, `Project ${number}`),
    ),
  );
  const projectIds = all.slice(0, PROJECTS_OF_OWNER) as [string, ...string[]];
  await join(client, people.owner, projectIds);
  await join(client, people.member, projectIds.slice(0, 1));
  const rows = await fill(client, size);
  const opened = await openAsOperator(client.db, null);
  await inClients(CLIENTS, opened, ({ id, tenant }) => rebuild(tenant, id));
  await client.sql`analyze`;
  const runs = await client.sql<{ projectId: string; id: string }[]>`
    select distinct on (project_id) project_id as "projectId", id from pipeline_runs`;
  const runIds = new Map(runs.map(({ projectId, id }) => [projectId, id]));
  return { stage, rows, projectIds, runIds };
}

const join = ({ db }: DatabaseClient, { id }: Person, projectIds: readonly string[]) =>
  db.insert(memberships).values(
    projectIds.map((projectId) => ({
      projectId,
      userId: id,
      role: "owner" as const,
      createdAt: new Date(),
    })),
  );

/** Runs, jobs and charges of the last months, as a reporter would have named them. */
async function fill({ sql }: DatabaseClient, { projects, rows }: Size): Promise<number> {
  await sql`
    insert into pipeline_runs (project_id, id, external_id, status, started_at)
    select id, uuidv7(), 'run ' || run, 'running', now() - interval '200 days'
    from projects, generate_series(1, ${RUNS_A_PROJECT}::int) as run`;
  await sql`
    insert into agent_jobs (project_id, id, pipeline_run_id, external_id, agent_type, status,
      started_at)
    select run.project_id, uuidv7(), run.id, run.external_id || ', job ' || job,
      (array['research', 'testing', 'release', 'security', 'design'])[1 + job % 5], 'running',
      run.started_at
    from pipeline_runs as run, generate_series(1, ${JOBS_A_PROJECT / RUNS_A_PROJECT}::int) as job`;
  const { count } = await sql`
    with charge as (
      select row_number() over (partition by job.project_id order by job.id) as number, job.*
      from agent_jobs as job
    )
    insert into credit_transactions (project_id, id, agent_job_id, kind, amount_micro_usd, model,
      input_tokens, output_tokens, idempotency_key, content_hash, source, cost_source, occurred_at,
      recorded_at)
    select project_id, uuidv7(), id, 'deduction', (number * 7919 + turn * 104729) % 1000000,
      'a model', turn % 5000, number, id || ' ' || turn, repeat('0', 64), 'rows', 'reported',
      now() - ((turn * 61 + number) % ${SPAN_DAYS * 1440}::int) * interval '1 minute', now()
    from charge, generate_series(1, ${Math.ceil(rows / projects / JOBS_A_PROJECT)}::int) as turn`;
  await sql`
    update agent_jobs as job set first_charged_at = charged.at
    from (
      select project_id, agent_job_id, min(occurred_at) as at from credit_transactions group by 1, 2
    ) as charged
    where charged.project_id = job.project_id and charged.agent_job_id = job.id`;
  return count;
}
