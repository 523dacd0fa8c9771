import { expect, test } from "vitest";
import type { Sql } from "../connection/database";
import { applyMigrations } from "../migrations/apply-migrations";
import { migrate } from "../migrations/migrate";
import { MIGRATIONS_FOLDER, readMigrations } from "../migrations/migration-files";
import { emptyDatabase, makeProject, ownedCluster, unmigratedCluster } from "../testing/index";
import { distribute } from "./distribute";
import { moveTables } from "./move-tables";
import { DISTRIBUTED_TABLES } from "./placement";

const MIGRATIONS = readMigrations(MIGRATIONS_FOLDER);
const move = (_table: string, _rows: bigint, work: () => Promise<void>) => work();

const placedTables = async (sql: Sql) =>
  (
    await sql<{ name: string }[]>`
      select table_name::text as name from citus_tables
      where citus_table_type in ('reference', 'distributed')`
  ).map(({ name }) => name);

const countDays = async (sql: Sql) =>
  (await sql`select count(*)::int as days from daily_spend`)[0]?.days;

/** Adds thirty days of spend to each project. `sql` must be a superuser's, to whom no policy applies. */
const addDays = (sql: Sql) =>
  sql`insert into daily_spend select id, '2026-11-01'::date + day, 1, 1, 1, 1
      from projects, generate_series(0, 29) as day`;

test.each(MIGRATIONS.slice(0, -1).map(({ tag }, index) => ({ tag, count: index + 1 })))(
  "a database that was distributed at $tag is migrated, and later tables are distributed too",
  async ({ count }) => {
    const { databaseUrl, db, sql } = await unmigratedCluster();
    await applyMigrations(sql, MIGRATIONS.slice(0, count));
    for (let number = 0; number < 8; number += 1) await makeProject(db);
    await addDays(sql);
    await moveTables(sql, move);
    await migrate(databaseUrl);
    expect((await placedTables(sql)).toSorted()).toEqual(DISTRIBUTED_TABLES.toSorted());
    expect(await countDays(sql)).toBe(240);
  },
);

test("every shard has forced row-level security", async () => {
  const { sql } = await emptyDatabase();
  const found = await sql`
    select distinct success, result from run_command_on_shards('credit_transactions', $$
      select relrowsecurity and relforcerowsecurity and
        exists (select from pg_policy where polrelid = pg_class.oid)
      from pg_class where oid = '%s'::regclass $$)`;
  expect(found).toEqual([{ success: true, result: "t" }]);
});

test("no row is lost when the policies apply to the owner", async () => {
  const { asSuperuser, databaseUrl, sql } = await ownedCluster();
  for (let number = 0; number < 8; number += 1) await makeProject(asSuperuser.db);
  await addDays(asSuperuser.sql);
  await distribute({ ownerUrl: databaseUrl, login: new URL(databaseUrl).username, onTable: move });
  expect(await countDays(asSuperuser.sql)).toBe(240);
  expect(await countDays(sql)).toBe(0);
});
