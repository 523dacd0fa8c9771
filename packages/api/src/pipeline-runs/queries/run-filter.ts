import { listOf } from "@ai-cost/db";
import { FINAL_STATUSES } from "@ai-cost/domain";
import { type SQL, sql } from "drizzle-orm";
import { type ListRunsInput, UNFINISHED } from "../schema";

const isOneOf = (column: SQL, names: readonly string[]): SQL =>
  sql`${column} = any(${listOf(names, "text")})`;

/** The condition that a row `run` of `pipeline_runs` meets the filters of the input. */
export function meetsFilters(projectId: string, input: ListRunsInput): SQL {
  const { search, statuses, triggers, agentTypes } = input;
  const conditions = [
    search ? contains(search.toLowerCase()) : undefined,
    statuses && hasStatus(statuses),
    triggers && isOneOf(sql`run.trigger`, triggers),
    // `offset 0` keeps Postgres from reading all jobs of the project for a join.
    agentTypes &&
      sql`exists (
        select from agent_jobs as job
        where job.project_id = ${projectId} and job.pipeline_run_id = run.id
          and job.merged_into_job_id is null and ${isOneOf(sql`job.agent_type`, agentTypes)} offset 0)`,
  ];
  return sql.join(
    [sql`true`, ...conditions.filter((condition) => condition !== undefined)],
    sql` and `,
  );
}

const contains = (text: string): SQL =>
  sql`(strpos(lower(run.external_id), ${text}) > 0 or strpos(run.id::text, ${text}) > 0)`;

function hasStatus(statuses: readonly string[]): SQL {
  const named = isOneOf(sql`run.status`, statuses);
  if (!statuses.includes(UNFINISHED)) return named;
  return sql`(${named} or run.status <> all(${listOf(FINAL_STATUSES, "text")}))`;
}
