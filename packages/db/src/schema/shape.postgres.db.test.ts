import { beforeAll, expect, test } from "vitest";
import { ACCESS_TABLES, emptyDatabase, TENANT_TABLES, type TestDatabase } from "../testing/index";
import { findShapeProblems } from "./shape-problems.testing";

/** A database of its own, because these tests change and lock its tables. */
let own: TestDatabase;
beforeAll(async () => {
  own = await emptyDatabase();
});

test("TENANT_TABLES and ACCESS_TABLES list every table that has a project_id", async () => {
  const tables = await own.sql`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'project_id' order by 1`;
  expect(tables.map(({ name }) => name)).toEqual([...TENANT_TABLES, ...ACCESS_TABLES].sort());
});

test("the tenant tables can be distributed by project", async () => {
  expect(await findShapeProblems(own.sql, TENANT_TABLES)).toEqual([]);
});

const TRIGGER_FUNCTION =
  "create function stamp() returns trigger language plpgsql as 'begin return new; end'";

test.each([
  [
    "create index odd on agent_jobs (status, project_id)",
    ["the index odd does not begin with project_id"],
  ],
  [
    "alter table ingest_keys add constraint odd unique (secret_hash)",
    ["the index odd does not begin with project_id"],
  ],
  [
    "alter table agent_names drop constraint agent_names_project_id_agent_name_pk, add constraint odd primary key (agent_name, project_id)",
    ["the index odd does not begin with project_id"],
  ],
  [
    "alter table daily_spend drop constraint daily_spend_project_id_day_pk",
    ["daily_spend has no primary key"],
  ],
  [
    "alter table unsettled_jobs add foreign key (agent_name) references users (id)",
    ["the foreign key unsettled_jobs_agent_name_fkey does not begin with project_id"],
  ],
  [
    "alter table pipeline_runs add unique (project_id, id, status), add constraint odd foreign key (project_id, id) references agent_jobs on delete set null",
    ["the foreign key odd would empty project_id"],
  ],
  [
    `${TRIGGER_FUNCTION}; create trigger odd before insert on users for each row execute function stamp()`,
    ["the function stamp", "the trigger odd on users"],
  ],
  [
    "alter table audit_events alter id set default gen_random_uuid()",
    ["audit_events.id makes its own values"],
  ],
  [
    "alter table audit_events add number int generated always as identity",
    ["audit_events.number makes its own values", "the sequence audit_events_number_seq"],
  ],
  ["create materialized view odd as select 1 as one", ["the materialized view odd"]],
  ["create view odd as select 1 as one", ["the view odd"]],
])("finds the problem of: %s", async (change, problems) => {
  const rollback = new Error("rolled back");
  const checked = own.sql.begin(async (tx) => {
    await tx.unsafe(change);
    expect(await findShapeProblems(tx, TENANT_TABLES)).toEqual(problems);
    throw rollback;
  });
  await expect(checked).rejects.toBe(rollback);
});
