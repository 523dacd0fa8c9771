import { listOf } from "@ai-cost/db";
import { FINAL_STATUSES } from "@ai-cost/domain";
import { type SQL, sql } from "drizzle-orm";

/** The most jobs of one run that a list looks at. */
const MAX_JOBS = 500;

/**
 * Selects one row about the jobs of a run: `agent_types`, the eight with the most jobs, and `jobs_ended_at`,
 * the end of the last job if all jobs have ended but the run has not, else null. It says nothing about the
 * end of a run with 500 jobs or more, because it does not read them all.
 */
export const jobsOfRun = (projectId: string, runId: SQL, runStatus: SQL): SQL => sql`
  select (array_agg(agent_type order by typed_jobs desc, agent_type))[:8] as agent_types,
    case when bool_and(ended) and sum(typed_jobs) < ${MAX_JOBS}
        and ${runStatus} <> all(${listOf(FINAL_STATUSES, "text")})
      then max(ended_at) end as jobs_ended_at
  from (
    select agent_type, count(*) as typed_jobs, max(finished_at) as ended_at,
      bool_and(status = any(${listOf(FINAL_STATUSES, "text")})) as ended
    from (
      select agent_type, status, finished_at from agent_jobs
      where project_id = ${projectId} and pipeline_run_id = ${runId} and merged_into_job_id is null
      limit ${MAX_JOBS}
    ) as first_jobs
    group by agent_type
  ) as by_type`;
