import { expect, test } from "vitest";
import { notOnOneShard, onTenants } from "./tenant-pins";

test.each([
  ['select "id" from "pipeline_runs" where "pipeline_runs"."project_id" = $1'],
  [
    "select id from trace_spans span where span.project_id = $1 and exists (select from trace_spans where project_id = $1)",
  ],
  ["select sum(jobs) from daily_spend where project_id = any($1)"],
  [
    "update agent_jobs as job set status = change.status from unnest($1) as change where job.project_id = $2",
  ],
  ['delete from "agent_names" where "agent_names"."project_id" = $1'],
  ['insert into "audit_events" ("project_id", "id") values ($1, $2), ($1, $3)'],
  [
    "insert into daily_spend (project_id, day) select $1::uuid, day from unnest($2) on conflict (project_id, day) do update set jobs = daily_spend.jobs + excluded.jobs",
  ],
])("stays on one shard: %s", (text) => {
  expect(onTenants([text])).toEqual([text]);
  expect(notOnOneShard([text])).toEqual([]);
});

test.each([
  ["no project", "select id from pipeline_runs where id = $1"],
  [
    "a table of a subquery without one",
    "select id from trace_spans where project_id = $1 and exists (select from unsettled_jobs)",
  ],
  [
    "a join by the other table's project",
    "select job.id from agent_jobs job join pipeline_runs run on run.project_id = job.project_id where job.project_id = $1",
  ],
  ["a project that is not bound", "update ingest_keys set name = $1 where project_id = other.id"],
  [
    "rows of any project",
    "insert into reported_changes (project_id, key) select id, $1 from projects",
  ],
  [
    "a row that is moved",
    'insert into "model_prices" ("project_id", "model") values ($1, $2) on conflict ("project_id", "model") do update set "project_id" = $3, "model" = $4',
  ],
  [
    "the machine's own clock",
    "delete from trace_spans where project_id = $1 and received_at < now()",
  ],
])("does not: %s", (_, text) => {
  expect(notOnOneShard([text])).toEqual([text]);
});

test("what names no tenant's table is none of its business", () => {
  const texts = ["select * from users", "select role from memberships where user_id = $1", "begin"];
  expect(onTenants(texts)).toEqual([]);
});
