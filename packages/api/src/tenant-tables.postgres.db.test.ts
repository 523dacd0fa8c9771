import type { DatabaseClient } from "@ai-cost/db";
import {
  ACCESS_TABLES,
  emptyDatabase,
  exemptFromTenantPredicates,
  TENANT_TABLES,
  type TestDatabase,
} from "@ai-cost/db/testing";
import { beforeAll, describe, expect, test } from "vitest";
import { type EqualProjects, insertEqualProjects } from "./testing/equal-projects";

type Sql = DatabaseClient["sql"];

let own: TestDatabase;
let projects: EqualProjects;

exemptFromTenantPredicates();

beforeAll(async () => {
  own = await emptyDatabase();
  projects = await insertEqualProjects(own);
});

class Undo extends Error {}

/** Runs `work` as the application's role with this list of project ids in the setting, and rolls back. */
async function withSetting<Result>(
  projectIds: string,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  const results: Result[] = [];
  const undone = own.app.sql.begin(async (tx) => {
    await tx`select set_config('ai_cost.project_ids', ${projectIds}, true)`;
    // A transaction has all that `work` uses, but its type lacks the methods that only a pool has.
    results.push(await work(tx as unknown as Sql));
    throw new Undo();
  });
  await undone.catch((error) => {
    if (!(error instanceof Undo)) throw error;
  });
  return results[0] as Result;
}

const inOwnProject = <Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> =>
  withSetting(`{${projects.projectId}}`, work);

describe.each(TENANT_TABLES)("%s", (table) => {
  test("shows no row without a setting or with an empty one", async () => {
    const { sql } = own.app;
    expect(await sql`select * from ${sql(table)}`).toEqual([]);
    for (const empty of ["", "{}"])
      expect(await withSetting(empty, (tx) => tx`select * from ${tx(table)}`)).toEqual([]);
  });

  test("shows the rows of the own project and no other ones", async () => {
    const { projectId, foreignProjectId } = projects;
    const foreign = await own.sql`
      select from ${own.sql(table)} where project_id = ${foreignProjectId}`;
    expect(foreign.length).toBeGreaterThan(0);
    const rows = await inOwnProject(
      (tx) => tx<{ id: string }[]>`select project_id as id from ${tx(table)}`,
    );
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set([projectId]));
  });

  test("accepts no change of a row of another project", async () => {
    const { projectId, foreignProjectId } = projects;
    const changes: ((sql: Sql) => Promise<{ count: number }>)[] = [
      (tx) =>
        tx`update ${tx(table)} set project_id = project_id where project_id = ${foreignProjectId}`,
      (tx) => tx`delete from ${tx(table)} where project_id = ${foreignProjectId}`,
      (tx) => tx`
        insert into ${tx(table)}
        select (jsonb_populate_record(
          entry, jsonb_build_object('project_id', ${foreignProjectId}::text)
        )).*
        from ${tx(table)} as entry where project_id = ${projectId} limit 1`,
    ];
    for (const change of changes) {
      const outcome = await inOwnProject(change).then(
        ({ count }) => `${count} rows`,
        ({ code }) => `error ${code}`,
      );
      // Postgres reports 42501 for a missing privilege and for a violated policy.
      expect(["0 rows", "error 42501"]).toContain(outcome);
    }
  });
});

/**
 * Each statement lists objects in Postgres's catalogue that would make the policies of a table
 * ineffective.
 */
test.each<[string, (sql: Sql) => Promise<object[]>]>([
  [
    "a tenant table without forced policies",
    (sql) => sql`
      select relname from pg_class
      join pg_namespace on pg_namespace.oid = relnamespace and nspname = 'public'
      where relkind in ('r', 'p') and relname <> all(${[...ACCESS_TABLES]})
        and exists (
          select from pg_attribute where attrelid = pg_class.oid and attname = 'project_id'
        )
        and not (relrowsecurity and relforcerowsecurity
          and exists (select from pg_policy where polrelid = pg_class.oid))`,
  ],
  [
    "an object that the application's role owns",
    (sql) => sql`
      select relname from pg_class join pg_roles on pg_roles.oid = relowner
      where rolname = 'ai_cost_app'`,
  ],
  [
    "an attribute of the application's role that bypasses policies",
    (sql) => sql`
      select rolname from pg_roles
      where rolname = 'ai_cost_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcanlogin)`,
  ],
  [
    "a role of which the application's role is a member",
    (sql) => sql`
      select roleid::regrole::text from pg_auth_members where member = 'ai_cost_app'::regrole`,
  ],
  [
    "a view with the rights of its owner",
    (sql) => sql`
      select relname from pg_class
      join pg_namespace on pg_namespace.oid = relnamespace and nspname = 'public'
      where relkind in ('v', 'm')
        and not coalesce(reloptions, '{}') && '{security_invoker=true}'`,
  ],
  [
    "a function with the rights of its owner and without a fixed search path",
    (sql) => sql`
      select proname from pg_proc
      join pg_namespace on pg_namespace.oid = pronamespace and nspname = 'public'
      where prosecdef and not exists (
        select from unnest(proconfig) as setting where setting like 'search_path=%')`,
  ],
])("the database does not have %s", async (_, find) => {
  expect(await find(own.sql)).toEqual([]);
});
