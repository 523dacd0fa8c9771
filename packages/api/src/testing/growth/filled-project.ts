import type { DatabaseClient } from "@ai-cost/db";

type Sql = DatabaseClient["sql"];

const CHARGES_PER_JOB = 5;
const JOBS_PER_RUN = 10;
const CHARGES_PER_RUN = CHARGES_PER_JOB * JOBS_PER_RUN;
/**
 * The number of jobs that are spread over a hundred days, one every 72 minutes. Each further group of
 * 2,000 jobs is dated five minutes before the previous group.
 */
const JOBS_BETWEEN = 2_000;
const MINUTES_BETWEEN = 72;

/** The id of a row by its number. It does not depend on the project. */
const id = (kind: string, number: number | string) =>
  `overlay(overlay(md5('${kind} ' || (${number})) placing '4' from 13) placing '8' from 17)::uuid`;

/**
 * The instant of a job by its number. No two jobs have the same instant, so the newest charges always
 * belong to the same number of jobs.
 */
const instant = (number: string) => `$2::timestamptz
  - (${number}) % ${JOBS_BETWEEN} * interval '${MINUTES_BETWEEN} minutes'
  - (${number}) / ${JOBS_BETWEEN} * interval '5 minutes'`;

const JOB = `charge / ${CHARGES_PER_JOB}`;
const CHARGED_AT = `${instant(JOB)} - charge % ${CHARGES_PER_JOB} * interval '1 second'`;

/**
 * The statements that insert the charges of project `$1` from number `$3` to before number `$4`, with the
 * runs, jobs and other rows that belong to these charges.
 */
const TABLES = [
  `insert into pipeline_runs (project_id, id, status, started_at)
  select $1::uuid, ${id("run", "run")}, 'running', ${instant(`run * ${JOBS_PER_RUN}`)}
  from generate_series($3::int / ${CHARGES_PER_RUN}, $4::int / ${CHARGES_PER_RUN} - 1) as run`,

  `insert into agent_jobs (project_id, id, pipeline_run_id, agent_type, status, started_at,
    first_charged_at)
  select $1::uuid, ${id("job", "job")}, ${id("run", `job / ${JOBS_PER_RUN}`)},
    (array['research', 'testing', 'release', 'security', 'design'])[1 + job % 5],
    (array['completed', 'failed', 'running'])[1 + job % 3], ${instant("job")},
    ${instant("job")} - interval '${CHARGES_PER_JOB - 1} seconds'
  from generate_series($3::int / ${CHARGES_PER_JOB}, $4::int / ${CHARGES_PER_JOB} - 1) as job`,

  // The first two charges of a job are unpriced. A correction prices the first one.
  `insert into credit_transactions (project_id, id, agent_job_id, kind, amount_micro_usd, model,
    input_tokens, output_tokens, idempotency_key, content_hash, occurred_at, recorded_at)
  select $1::uuid, ${id("charge", "charge")}, ${id("job", JOB)}, 'deduction',
    case when charge % ${CHARGES_PER_JOB} > 1 then 1 + charge * 7919 % 1000003 end,
    'model ' || charge % ${CHARGES_PER_JOB}, charge % 5000, charge % 700, 'charge ' || charge, '',
    ${CHARGED_AT}, $2
  from generate_series($3::int, $4::int - 1) as charge`,
  `insert into credit_transactions (project_id, id, agent_job_id, charge_id, kind,
    amount_micro_usd, model, input_tokens, output_tokens, idempotency_key, content_hash,
    occurred_at, recorded_at)
  select $1::uuid, ${id("correction", "charge")}, ${id("job", JOB)}, ${id("charge", "charge")},
    'correction', 1, 'model 0', 0, 0, 'correction ' || charge, '', ${CHARGED_AT}, $2
  from generate_series($3::int, $4::int - 1, ${CHARGES_PER_JOB}) as charge`,

  `insert into trace_spans (project_id, trace_id, span_id, service_name, is_agent, agent_name,
    is_model_call, repeats_usage, is_failed, ended_at, received_at)
  select $1::uuid, md5('trace ' || span / 3), lpad(to_hex(span), 16, '0'), 'service ' || span % 4,
    span % 3 = 0, 'agent ' || span % 9, span % 6 = 1, span % 3 = 0, false, $2,
    $2::timestamptz - span * interval '1 second'
  from generate_series($3::int, $4::int - 1) as span`,

  `insert into audit_events (project_id, id, actor_id, action, at)
  select $1::uuid, ${id("event", "event")}, 'somebody', 'budget.set', ${instant("event")}
  from generate_series($3::int / ${CHARGES_PER_JOB}, $4::int / ${CHARGES_PER_JOB} - 1) as event`,
];

/**
 * Inserts the charges from number `from` to before number `to` with SQL statements and not through the
 * ledger.
 */
export async function addCharges(
  sql: Sql,
  { projectId, now, from, to }: { projectId: string; now: Date; from: number; to: number },
): Promise<void> {
  // The setting turns off foreign key checks, which would take most of the time.
  await sql.begin("; set local session_replication_role = replica", async (tx) => {
    for (const insert of TABLES) await tx.unsafe(insert, [projectId, now.toISOString(), from, to]);
  });
}

export interface OldRunIds extends Record<string, string> {
  runId: string;
  jobId: string;
  chargeId: string;
  eventId: string;
}

/** The id of a run that started fifty days ago, and the ids of rows in that run and of that time. */
export async function oldRunIds(sql: Sql): Promise<OldRunIds> {
  const job = JOBS_BETWEEN / 2;
  const [ids] = await sql.unsafe<OldRunIds[]>(`
    select ${id("run", job / JOBS_PER_RUN)} as "runId", ${id("job", job)} as "jobId",
      ${id("charge", job * CHARGES_PER_JOB)} as "chargeId", ${id("event", job)} as "eventId"`);
  if (!ids) throw new Error("a SELECT without a table answers one row");
  return ids;
}
