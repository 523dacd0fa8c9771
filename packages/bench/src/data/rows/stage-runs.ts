import type { SqlTransaction } from "@ai-cost/db";
import { KNOWN_AGENT_TYPES } from "@ai-cost/domain";
import { FIRST_INSTANT, NOW } from "./clock";
import { JOBS_PER_RUN } from "./row-counts";

const HOUR_MS = 3_600_000;
/**
 * The duration of the longest possible run. All runs start at least this long before `NOW`, so that
 * all of them end before it.
 */
const MAX_RUN_MS = 2 * HOUR_MS;
const SPAN_MS = NOW.getTime() - FIRST_INSTANT.getTime() - MAX_RUN_MS;

/** A range of run numbers [start, end). `runs` is the number of all runs. */
export interface Chunk {
  start: number;
  end: number;
  runs: number;
  projects: number;
}

/**
 * Fills the temporary tables `staged_run` and `staged_job`. The runs start at equal intervals, and each
 * has five jobs. Of ten runs, four belong to the first project and one belongs to the second project.
 */
export async function stageRuns(
  tx: SqlTransaction,
  { start, end, runs, projects }: Chunk,
): Promise<void> {
  await tx`
    create temp table staged_run on commit drop as
    select run.number, project.id as project_id, bench.id_at(at_ms, 'run', run.number) as id, at_ms,
      case when at_ms > ${NOW.getTime() - 3 * HOUR_MS} then 'implementing'
        when bench.pick(run.number, 2, 100) < 94 then 'completed' else 'failed' end as status,
      (array['manual', 'schedule', 'webhook', 'agent'])[1 + bench.pick(run.number, 3, 4)] as trigger
    from (
      select number,
        ${FIRST_INSTANT.getTime()}::bigint + (2 * number + 1) * ${SPAN_MS}::bigint / ${2 * runs}::bigint as at_ms,
        case when number * 7 % 10 < 4 then 1 when number * 7 % 10 = 4 then 2
          else 3 + bench.pick(number, 1, ${projects - 2}) end as project_number
      from generate_series(${start}::bigint, ${end - 1}::bigint) as number
    ) as run
    join bench.project as project on project.number = run.project_number`;
  await tx`
    create temp table staged_job on commit drop as
    select job.number, run.project_id, run.id as run_id,
      bench.id_at(job.at_ms, 'job', job.number) as id, job.at_ms,
      (${[...KNOWN_AGENT_TYPES]}::text[])[1 + bench.pick(job.number, 5, ${KNOWN_AGENT_TYPES.length})]
        as agent_type,
      case when job.at_ms > ${NOW.getTime() - 3 * HOUR_MS} then 'running'
        when bench.pick(job.number, 6, 100) < 92 then 'completed'
        when bench.pick(job.number, 6, 100) < 98 then 'failed' else 'cancelled' end as status
    from staged_run as run
    cross join generate_series(0, ${JOBS_PER_RUN - 1}) as position
    cross join lateral (
      select run.number * ${JOBS_PER_RUN} + position as number,
        run.at_ms + position * 1200000 + bench.pick(run.number * ${JOBS_PER_RUN} + position, 4, 600000) as at_ms
    ) as job`;
}
