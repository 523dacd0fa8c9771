import { describe, expect, test } from "vitest";
import { tenantPredicateProblems, usesTenantTables } from "./predicate-problems";

describe("accepts", () => {
  test.each([
    ['select "id" from "pipeline_runs" where "pipeline_runs"."project_id" = $1'],
    ["select id from pipeline_runs where $2 = id and $1::uuid = project_id"],
    ["select id from public.pipeline_runs run where (run.project_id = $1 and (run.id = $2))"],
    ["select id from trace_spans where project_id = $1 for update of trace_spans"],
    [
      "select id from trace_spans span where span.project_id = $1 and exists (select from trace_spans where project_id = $1)",
    ],
    [
      "select job.id from agent_jobs job join pipeline_runs run on run.project_id = $1 and run.id = job.pipeline_run_id where job.project_id = $1",
    ],
    [
      "select job.id from agent_jobs job left join pipeline_runs run on run.project_id = $1 where job.project_id = $1",
    ],
    [
      "select job.id from pipeline_runs run right join agent_jobs job on run.project_id = $1 where job.project_id = $1",
    ],
    [
      "select name, day from users left join daily_spend as spend on true where spend.project_id = $1",
    ],
    [
      "select charge.id from credit_transactions charge cross join lateral (select sum(amount_micro_usd) from credit_transactions given where given.project_id = $1 and given.charge_id = charge.id) back where charge.project_id = $1",
    ],
    ["with job as (select id from agent_jobs where project_id = $1) select id from job"],
    [
      "select 1 from daily_spend where project_id = $1 union all select 2 from daily_spend where project_id = $2",
    ],
    [
      "update agent_jobs as job set status = change.status from unnest($1) as change where job.project_id = $2",
    ],
    ['delete from "agent_names" where "agent_names"."project_id" = $1'],
    ['insert into "audit_events" ("project_id", "id") values ($1, $2), ($1, $3)'],
    [
      "insert into trace_spans (project_id, trace_id, span_id) select $1::uuid, bone.* from unnest($2, $3) as bone",
    ],
    [
      "insert into daily_spend (project_id, day) select $1::uuid, day from unnest($2) on conflict (project_id, day) do update set jobs = daily_spend.jobs + excluded.jobs",
    ],
    [
      "insert into agent_names (project_id, agent_name) select $1, agent_name from agent_jobs where project_id = $1",
    ],
    [
      "with written as (insert into daily_spend (project_id, day) values ($1, $2) returning 1) select count(*) from written",
    ],
  ])("%s", (text) => {
    expect(usesTenantTables(text)).toBe(true);
    expect(tenantPredicateProblems(text)).toEqual([]);
  });
});

const noPredicate = (table: string) => [`${table} has no tenant predicate`];
const UNBOUND_ROWS = ["reported_changes gets rows whose project_id is not a parameter"];
const MOVED = ["a row is moved to another project"];

/** A query with one tenant table and this condition. */
const where = (condition: string) => `select id from pipeline_runs run where ${condition}`;
const RUN = noPredicate("pipeline_runs as run");
const join = (rest: string) => `select job.id from agent_jobs job ${rest}`;

describe("refuses", () => {
  test.each<[string, string, string[]]>([
    ["a query without a predicate", where("id = $1"), RUN],
    ["a literal project", where("run.project_id = '01980000-0000-7000-8000-000000000005'"), RUN],
    ["a project from a setting", where("run.project_id = current_setting('a.project')::uuid"), RUN],
    ["a predicate under OR", where("run.project_id = $1 or run.id = $2"), RUN],
    ["a predicate under NOT", where("not (run.project_id = $1)"), RUN],
    ["every other project", where("run.project_id <> $1"), RUN],
    ["all projects from one on", where("run.project_id >= $1"), RUN],
    ["a predicate that is compared", where("(run.project_id = $1) is not true"), RUN],
    ["a predicate in a CASE", where("case when run.id = $2 then run.project_id = $1 end"), RUN],
    ["a function of the row", where("run.id = $1 and project_id_of(run) = $1"), RUN],
    ["the predicate of another alias", where("other.project_id = $1"), RUN],
    ["ALL of a list", where("run.project_id = all($1)"), RUN],
    [
      "a predicate in HAVING",
      "select 1 from daily_spend group by day having project_id = $1",
      noPredicate("daily_spend"),
    ],
    [
      "a column that is renamed to project_id",
      "select 1 from daily_spend as day(id, project_id) where project_id = $1",
      noPredicate("daily_spend as day"),
    ],
    [
      "a table whose columns are renamed",
      "select 1 from daily_spend as day(project_id, id) where day.project_id = $1",
      noPredicate("daily_spend as day"),
    ],
    [
      "a list of projects",
      where("run.project_id = any($1::uuid[])"),
      ["pipeline_runs as run is read for many projects"],
    ],
    [
      "a subquery without a predicate",
      `${where("run.project_id = $1")} and exists (select from unsettled_jobs)`,
      noPredicate("unsettled_jobs"),
    ],
    [
      "a subquery that takes the project from the outer query",
      `${where("run.project_id = $1")} and exists (select from agent_jobs job where job.project_id = run.project_id)`,
      noPredicate("agent_jobs as job"),
    ],
    [
      "a predicate for the outer query in a subquery",
      "select (select 1 where run.project_id = $1) from pipeline_runs run",
      RUN,
    ],
    [
      "a subquery in the select list",
      "select (select count(*) from daily_spend) as days, $1",
      noPredicate("daily_spend"),
    ],
    [
      "a lateral subquery without a predicate",
      join(
        "cross join lateral (select from credit_transactions where agent_job_id = job.id) charge where job.project_id = $1",
      ),
      noPredicate("credit_transactions"),
    ],
    [
      "a common table expression",
      "with run as (select * from pipeline_runs) select id from run where project_id = $1",
      noPredicate("pipeline_runs"),
    ],
    [
      "a common table expression with a tenant table's name",
      "with daily_spend as (select 1) select * from daily_spend",
      noPredicate("daily_spend"),
    ],
    [
      "a self-join with one predicate",
      join("join agent_jobs other on other.id = job.id where job.project_id = $1"),
      noPredicate("agent_jobs as other"),
    ],
    [
      "a project that comes from the other table",
      join("join pipeline_runs run on run.project_id = job.project_id where job.project_id = $1"),
      RUN,
    ],
    [
      "a join with USING",
      join("join pipeline_runs run using (project_id) where project_id = $1"),
      [...noPredicate("agent_jobs as job"), ...RUN],
    ],
    [
      "an ambiguous column",
      join("join pipeline_runs run on true where project_id = $1"),
      [...noPredicate("agent_jobs as job"), ...RUN],
    ],
    [
      "the side whose rows a left join keeps",
      join("left join pipeline_runs run on run.project_id = $1 and job.project_id = $1"),
      noPredicate("agent_jobs as job"),
    ],
    [
      "the side whose rows a right join keeps",
      join("right join pipeline_runs run on run.project_id = $1 and job.project_id = $1"),
      RUN,
    ],
    [
      "a full join",
      join("full join pipeline_runs run on run.project_id = $1 and job.project_id = $1"),
      [...noPredicate("agent_jobs as job"), ...RUN],
    ],
    [
      "a branch of a union",
      "select 1 from daily_spend where project_id = $1 union select 2 from daily_spend",
      noPredicate("daily_spend"),
    ],
    [
      "a branch within a branch",
      "(select 1 union select 2 from daily_spend) except select 3",
      noPredicate("daily_spend"),
    ],
    [
      "an update without a predicate",
      "update ingest_keys set name = $1 where project_id = other.id",
      noPredicate("ingest_keys"),
    ],
    [
      "the FROM of an update",
      "update ingest_keys set name = run.id from pipeline_runs run where ingest_keys.project_id = $1",
      RUN,
    ],
    [
      "a delete without a predicate",
      "delete from trace_spans where trace_id = $1",
      noPredicate("trace_spans"),
    ],
    [
      "the USING of a delete",
      "delete from trace_spans using pipeline_runs run where trace_spans.project_id = $1",
      RUN,
    ],
    [
      "a delete in a common table expression",
      "with gone as (delete from trace_spans returning 1) select from gone",
      noPredicate("trace_spans"),
    ],
    [
      "TRUNCATE",
      "truncate daily_spend",
      ["daily_spend is used where it can have no tenant predicate"],
    ],
    [
      "MERGE",
      "merge into daily_spend using (select 1) as given on project_id = $1 when matched then delete",
      ["daily_spend is used where it can have no tenant predicate"],
    ],
    [
      "inserted rows of any project",
      "insert into reported_changes (project_id, key) select id, $1 from projects",
      UNBOUND_ROWS,
    ],
    [
      "inserted rows from a tenant table",
      "insert into reported_changes (project_id, key) select project_id, $1 from daily_spend",
      [...noPredicate("daily_spend"), ...UNBOUND_ROWS],
    ],
    [
      "two inserted rows, one without a bound project",
      "insert into reported_changes (key, project_id) values ($1, $2), ($3, default)",
      UNBOUND_ROWS,
    ],
    [
      "two inserted branches, one without a bound project",
      "insert into reported_changes (project_id) select $1 union select id from projects",
      UNBOUND_ROWS,
    ],
    [
      "inserted columns after a star",
      "insert into reported_changes (key, project_id) select given.*, $1 from unnest($2) as given",
      UNBOUND_ROWS,
    ],
    [
      "an insert without column names",
      "insert into reported_changes values ($1, $2)",
      UNBOUND_ROWS,
    ],
    ["an insert without values", "insert into reported_changes default values", UNBOUND_ROWS],
    [
      "an update of project_id",
      "update model_prices set project_id = $2 where project_id = $1",
      MOVED,
    ],
    [
      "an update of project_id on conflict",
      'insert into "model_prices" ("project_id", "model") values ($1, $2) on conflict ("project_id", "model") do update set "project_id" = $3',
      MOVED,
    ],
    [
      "the clock of a machine",
      "delete from trace_spans where project_id = $1 and received_at < now()",
      ["now has another value on each machine"],
    ],
    [
      "the clock of a machine by its standard name",
      "insert into model_prices (project_id, model) values ($1, $2) on conflict (project_id, model) do update set updated_at = current_timestamp",
      ["SVFOP_CURRENT_TIMESTAMP has another value on each machine"],
    ],
    [
      "a random value of a machine",
      "insert into model_prices (project_id, model) values ($1, $2) on conflict (project_id, model) do update set model = pg_catalog.gen_random_uuid()",
      ["gen_random_uuid has another value on each machine"],
    ],
  ])("%s", (_, text, problems) => {
    expect(tenantPredicateProblems(text)).toEqual(problems);
  });
});

test("a list of projects is enough with mayReadManyProjects", () => {
  const text = "select sum(jobs) from daily_spend where project_id = any($1) and day = $2";
  expect(tenantPredicateProblems(text, { mayReadManyProjects: true })).toEqual([]);
  const unbound = "select sum(jobs) from daily_spend where project_id = any(array[$1]) or true";
  expect(tenantPredicateProblems(unbound, { mayReadManyProjects: true })).toEqual([
    "daily_spend has no tenant predicate",
  ]);
});

test("a statement without tenant tables has no problems", () => {
  for (const text of [
    "select now() from users",
    "select role from memberships where user_id = $1",
    "begin",
  ]) {
    expect(usesTenantTables(text)).toBe(false);
    expect(tenantPredicateProblems(text)).toEqual([]);
  }
});

test("a statement that Postgres cannot parse throws", () => {
  expect(() => tenantPredicateProblems("select from where")).toThrow("syntax error");
});
