import { describe, expect, test } from "vitest";
import { isOnTenants, pinProblems } from "./pin-problems";

describe("goes to one project's machine", () => {
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
    expect(isOnTenants(text)).toBe(true);
    expect(pinProblems(text)).toEqual([]);
  });
});

const notPinned = (table: string) => [`${table} is not pinned`];
const UNBOUND_ROWS = ["reported_changes gets rows whose project_id is not bound"];
const MOVED = ["a row is moved to another project"];

/** Around the condition of a question that is otherwise pinned. */
const where = (condition: string) => `select id from pipeline_runs run where ${condition}`;
const RUN = notPinned("pipeline_runs as run");
const join = (rest: string) => `select job.id from agent_jobs job ${rest}`;

describe("does not", () => {
  test.each<[string, string, string[]]>([
    ["no project", where("id = $1"), RUN],
    ["a literal", where("run.project_id = '01980000-0000-7000-8000-000000000005'"), RUN],
    ["a setting", where("run.project_id = current_setting('a.project')::uuid"), RUN],
    ["a pin under OR", where("run.project_id = $1 or run.id = $2"), RUN],
    ["a pin under NOT", where("not (run.project_id = $1)"), RUN],
    ["every other project", where("run.project_id <> $1"), RUN],
    ["projects from one on", where("run.project_id >= $1"), RUN],
    ["a pin that is compared", where("(run.project_id = $1) is not true"), RUN],
    ["a pin in a CASE", where("case when run.id = $2 then run.project_id = $1 end"), RUN],
    ["a row's other column", where("run.id = $1 and project_id_of(run) = $1"), RUN],
    ["another alias's pin", where("other.project_id = $1"), RUN],
    ["every of a list", where("run.project_id = all($1)"), RUN],
    [
      "a pin that groups",
      "select 1 from daily_spend group by day having project_id = $1",
      notPinned("daily_spend"),
    ],
    [
      "a column renamed to it",
      "select 1 from daily_spend as day(id, project_id) where project_id = $1",
      notPinned("daily_spend as day"),
    ],
    [
      "a renamed column",
      "select 1 from daily_spend as day(project_id, id) where day.project_id = $1",
      notPinned("daily_spend as day"),
    ],
    [
      "a list of projects",
      where("run.project_id = any($1::uuid[])"),
      ["pipeline_runs as run is read of many projects"],
    ],
    [
      "a subquery",
      `${where("run.project_id = $1")} and exists (select from unsettled_jobs)`,
      notPinned("unsettled_jobs"),
    ],
    [
      "a subquery that leans on the query around it",
      `${where("run.project_id = $1")} and exists (select from agent_jobs job where job.project_id = run.project_id)`,
      notPinned("agent_jobs as job"),
    ],
    [
      "a subquery that pins the query around it",
      "select (select 1 where run.project_id = $1) from pipeline_runs run",
      RUN,
    ],
    [
      "a value in the list",
      "select (select count(*) from daily_spend) as days, $1",
      notPinned("daily_spend"),
    ],
    [
      "a lateral",
      join(
        "cross join lateral (select from credit_transactions where agent_job_id = job.id) charge where job.project_id = $1",
      ),
      notPinned("credit_transactions"),
    ],
    [
      "a common table expression",
      "with run as (select * from pipeline_runs) select id from run where project_id = $1",
      notPinned("pipeline_runs"),
    ],
    [
      "one with a table's name",
      "with daily_spend as (select 1) select * from daily_spend",
      notPinned("daily_spend"),
    ],
    [
      "a self-join with one pin",
      join("join agent_jobs other on other.id = job.id where job.project_id = $1"),
      notPinned("agent_jobs as other"),
    ],
    [
      "the other table's project",
      join("join pipeline_runs run on run.project_id = job.project_id where job.project_id = $1"),
      RUN,
    ],
    [
      "using",
      join("join pipeline_runs run using (project_id) where project_id = $1"),
      [...notPinned("agent_jobs as job"), ...RUN],
    ],
    [
      "a column that may be either's",
      join("join pipeline_runs run on true where project_id = $1"),
      [...notPinned("agent_jobs as job"), ...RUN],
    ],
    [
      "the side that a left join keeps",
      join("left join pipeline_runs run on run.project_id = $1 and job.project_id = $1"),
      notPinned("agent_jobs as job"),
    ],
    [
      "the side that a right join keeps",
      join("right join pipeline_runs run on run.project_id = $1 and job.project_id = $1"),
      RUN,
    ],
    [
      "a full join",
      join("full join pipeline_runs run on run.project_id = $1 and job.project_id = $1"),
      [...notPinned("agent_jobs as job"), ...RUN],
    ],
    [
      "a branch of a union",
      "select 1 from daily_spend where project_id = $1 union select 2 from daily_spend",
      notPinned("daily_spend"),
    ],
    [
      "a branch within a branch",
      "(select 1 union select 2 from daily_spend) except select 3",
      notPinned("daily_spend"),
    ],
    [
      "a change",
      "update ingest_keys set name = $1 where project_id = other.id",
      notPinned("ingest_keys"),
    ],
    [
      "a change's source",
      "update ingest_keys set name = run.id from pipeline_runs run where ingest_keys.project_id = $1",
      RUN,
    ],
    ["a deletion", "delete from trace_spans where trace_id = $1", notPinned("trace_spans")],
    [
      "a deletion's source",
      "delete from trace_spans using pipeline_runs run where trace_spans.project_id = $1",
      RUN,
    ],
    [
      "a deletion in a CTE",
      "with gone as (delete from trace_spans returning 1) select from gone",
      notPinned("trace_spans"),
    ],
    ["everything", "truncate daily_spend", ["daily_spend stands where nothing pins it"]],
    [
      "MERGE",
      "merge into daily_spend using (select 1) as given on project_id = $1 when matched then delete",
      ["daily_spend stands where nothing pins it"],
    ],
    [
      "rows of any project",
      "insert into reported_changes (project_id, key) select id, $1 from projects",
      UNBOUND_ROWS,
    ],
    [
      "rows of a tenant's table",
      "insert into reported_changes (project_id, key) select project_id, $1 from daily_spend",
      [...notPinned("daily_spend"), ...UNBOUND_ROWS],
    ],
    [
      "one row of two",
      "insert into reported_changes (key, project_id) values ($1, $2), ($3, default)",
      UNBOUND_ROWS,
    ],
    [
      "one branch of two",
      "insert into reported_changes (project_id) select $1 union select id from projects",
      UNBOUND_ROWS,
    ],
    [
      "columns that nobody can count",
      "insert into reported_changes (key, project_id) select given.*, $1 from unnest($2) as given",
      UNBOUND_ROWS,
    ],
    ["columns that are not named", "insert into reported_changes values ($1, $2)", UNBOUND_ROWS],
    ["no values", "insert into reported_changes default values", UNBOUND_ROWS],
    ["a row that is moved", "update model_prices set project_id = $2 where project_id = $1", MOVED],
    [
      "one that is moved where it was",
      'insert into "model_prices" ("project_id", "model") values ($1, $2) on conflict ("project_id", "model") do update set "project_id" = $3',
      MOVED,
    ],
    [
      "the machine's clock",
      "delete from trace_spans where project_id = $1 and received_at < now()",
      ["now is another value on each machine"],
    ],
    [
      "its clock by the standard's name",
      "insert into model_prices (project_id, model) values ($1, $2) on conflict (project_id, model) do update set updated_at = current_timestamp",
      ["SVFOP_CURRENT_TIMESTAMP is another value on each machine"],
    ],
    [
      "its chance",
      "insert into model_prices (project_id, model) values ($1, $2) on conflict (project_id, model) do update set model = pg_catalog.gen_random_uuid()",
      ["gen_random_uuid is another value on each machine"],
    ],
  ])("%s", (_, text, problems) => {
    expect(pinProblems(text)).toEqual(problems);
  });
});

test("a list of projects is enough where it is said to be", () => {
  const text = "select sum(jobs) from daily_spend where project_id = any($1) and day = $2";
  expect(pinProblems(text, { mayFanOut: true })).toEqual([]);
  const unpinned = "select sum(jobs) from daily_spend where project_id = any(array[$1]) or true";
  expect(pinProblems(unpinned, { mayFanOut: true })).toEqual(["daily_spend is not pinned"]);
});

test("what names no tenant's table is none of its business", () => {
  for (const text of [
    "select now() from users",
    "select role from memberships where user_id = $1",
    "begin",
  ]) {
    expect(isOnTenants(text)).toBe(false);
    expect(pinProblems(text)).toEqual([]);
  }
});

test("what Postgres cannot read is said, not passed over", () => {
  expect(() => pinProblems("select from where")).toThrow("syntax error");
});
