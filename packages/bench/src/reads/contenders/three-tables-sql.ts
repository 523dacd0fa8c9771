export interface JoinVariant {
  /** The database schema that contains the three tables. */
  schema: "public" | "indexed";
  /**
   * Whether the statements filter each of the three tables by project. In the specification, they
   * filter only the runs.
   */
  filtersEveryTable: boolean;
}

export type JoinStatements = ReturnType<typeof joinStatements>;

const SUM = `sum(case spend.kind when 'refund' then -spend.amount_micro_usd
  else spend.amount_micro_usd end)`;
const COST = `coalesce(${SUM}, 0)`;
const FIRST = `spend.kind = 'deduction' and spend.occurred_at = job.first_charged_at`;
const JOBS = `count(distinct job.id) filter (where ${FIRST})`;
const UNPRICED = `count(*) filter (where spend.kind = 'deduction' and spend.amount_micro_usd is null)
  - count(*) filter (where spend.kind = 'correction')`;
const TOKENS = "sum(spend.input_tokens + spend.output_tokens)";
const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;

/**
 * Returns the statements of one variant of the three tables. `$1` is a project id or a list of
 * project ids. `isWanted` is the comparison that follows a column with a project id, such as `=
 * $1::uuid`.
 */
export function joinStatements({ schema, filtersEveryTable }: JoinVariant, isWanted: string) {
  const filter = (table: string) =>
    filtersEveryTable ? ` and ${table}.project_id ${isWanted}` : "";
  const sameProject = (one: string, other: string) =>
    filtersEveryTable ? ` and ${one}.project_id = ${other}.project_id` : "";
  const joined = `
    from ${schema}.credit_transactions as spend
    join ${schema}.agent_jobs as job on job.id = spend.agent_job_id${sameProject("job", "spend")}${filter("job")}
    join ${schema}.pipeline_runs as run on run.id = job.pipeline_run_id${sameProject("run", "job")}
    where run.project_id ${isWanted}${filter("spend")}`;
  const within = `${joined}
      and spend.occurred_at >= $2::timestamptz and spend.occurred_at < $3::timestamptz`;
  const spendBy = (key: string) => `
    select ${key} as key, ${COST} as micro_usd, ${TOKENS} as tokens, ${JOBS} as jobs
    ${within} group by ${key}`;
  return {
    series: (format: string) =>
      spendBy(`to_char(spend.occurred_at at time zone 'UTC', '${format}')`),
    projects: spendBy("run.project_id"),
    agents: `
      select job.agent_type as key, ${COST} as micro_usd, sum(spend.input_tokens) as input_tokens,
        sum(spend.output_tokens) as output_tokens, ${JOBS} as jobs,
        count(distinct job.id) filter (where ${FIRST} and job.status = 'completed') as completed,
        count(distinct job.id) filter (where ${FIRST} and job.status = 'failed') as failed,
        ${UNPRICED} as unpriced
      ${within} group by job.agent_type`,
    models: `
      select spend.model as key, ${COST} as micro_usd, sum(spend.input_tokens) as input_tokens,
        sum(spend.output_tokens) as output_tokens,
        count(*) filter (where spend.kind = 'deduction') as calls, ${UNPRICED} as unpriced
      ${within} group by spend.model`,
    topRuns: `
      select run.id, run.status, run.trigger, ${MS("run.started_at")} as started_ms,
        ${COST} as micro_usd,
        (select count(*) from ${schema}.agent_jobs as charged
          where charged.pipeline_run_id = run.id${sameProject("charged", "run")}
            and charged.first_charged_at is not null) as jobs
      ${within}
      group by run.id, run.status, run.trigger, run.started_at${filtersEveryTable ? ", run.project_id" : ""}
      order by ${COST} desc, run.started_at desc, run.id limit 5`,
    comparison: `
      select ${SUM} filter (where spend.occurred_at >= $4::timestamptz) as micro_usd,
        ${SUM} filter (where spend.occurred_at < $3::timestamptz) as previous_micro_usd
      ${joined} and spend.occurred_at >= $2::timestamptz and spend.occurred_at < $5::timestamptz
        and (spend.occurred_at < $3::timestamptz or spend.occurred_at >= $4::timestamptz)`,
    budget: `select value from public.billing_settings where project_id ${isWanted} and key = $2`,
    recent: `
      with page as (
        select spend.*, job.id as job_id, job.agent_type, run.id as run_id ${joined}
          and spend.kind = 'deduction'
        order by spend.occurred_at desc, spend.id desc limit 50
      )
      select page.id, page.job_id, page.run_id, page.agent_type, page.model, page.input_tokens,
        page.output_tokens, ${MS("page.occurred_at")} as occurred_ms,
        coalesce(page.amount_micro_usd,
          sum(later.amount_micro_usd) filter (where later.kind = 'correction')) as priced,
        coalesce(sum(later.amount_micro_usd) filter (where later.kind = 'refund'), 0) as refunded
      from page
      left join ${schema}.credit_transactions as later
        on later.charge_id = page.id${sameProject("later", "page")}
      group by page.id, page.job_id, page.run_id, page.agent_type, page.model, page.input_tokens,
        page.output_tokens, page.occurred_at, page.amount_micro_usd
      order by page.occurred_at desc, page.id desc`,
  };
}
