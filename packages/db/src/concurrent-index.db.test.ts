import { beforeEach, expect, test } from "vitest";
import { applyMigrations } from "./apply-migrations";
import { newId } from "./id";
import { MIGRATIONS_FOLDER, type Migration, readMigrations } from "./migrations";
import { unmigratedDatabase } from "./testing/index";

const MIGRATIONS = readMigrations(MIGRATIONS_FOLDER);
const BUILD = `create index concurrently "projects_name" on "projects" (name)`;

const migration = (...statements: string[]): Migration[] => {
  const madeAtMs = (MIGRATIONS.at(-1)?.madeAtMs ?? 0) + 1;
  return [...MIGRATIONS, { tag: "named", madeAtMs, hash: "named", statements }];
};

let own: Awaited<ReturnType<typeof unmigratedDatabase>>;
beforeEach(async () => {
  own = await unmigratedDatabase();
  await applyMigrations(own.sql, MIGRATIONS);
});

const appliedCount = async () =>
  (await own.sql`select count(*)::int as count from drizzle.__drizzle_migrations`)[0]?.count;

const indexes = () =>
  own.sql`select indisvalid as "isValid" from pg_index where indexrelid = to_regclass('projects_name')`;

/** Until it waits for the snapshots that are older than it, its index there and not valid yet. */
const untilItWaits = () =>
  expect
    .poll(
      async () =>
        await own.sql`select pid from pg_stat_progress_create_index
      where datname = current_database() and phase like 'waiting for old snapshots%'`,
    )
    .toHaveLength(1);

/** Work while a reader keeps a snapshot that a concurrent index has to wait for. */
const withOldSnapshot = <Result>(work: () => Promise<Result>) =>
  own.sql.begin("isolation level repeatable read", async (tx) => {
    await tx`select from projects`;
    return { result: await work() };
  });

test("an index is built while others write, by one of two migrators that start together", async () => {
  const { result } = await withOldSnapshot(async () => {
    const migrating = [1, 2].map(() => applyMigrations(own.sql, migration(BUILD)));
    await untilItWaits();
    await own.sql`insert into projects values (${newId()}, 'Atlas', now())`;
    return { migrating };
  });
  await Promise.all(result.migrating);
  expect(await indexes()).toEqual([{ isValid: true }]);
  expect(await appliedCount()).toBe(MIGRATIONS.length + 1);
});

test("an index that was interrupted is left invalid, and the next migrator makes it anew", async () => {
  await withOldSnapshot(async () => {
    const interrupted = applyMigrations(own.sql, migration(BUILD));
    const failed = expect(interrupted).rejects.toThrow(/terminating connection|CONNECTION_CLOSED/);
    await untilItWaits();
    await own.sql`select pg_terminate_backend(pid) from pg_stat_progress_create_index`;
    await failed;
  });
  expect(await indexes()).toEqual([{ isValid: false }]);
  expect(await appliedCount()).toBe(MIGRATIONS.length);
  await applyMigrations(own.sql, migration(BUILD));
  expect(await indexes()).toEqual([{ isValid: true }]);
  expect(await appliedCount()).toBe(MIGRATIONS.length + 1);
});

test("an index that a killed migrator's server process has finished all the same is kept", async () => {
  await own.sql.unsafe(BUILD);
  const made = await own.sql`select 'projects_name'::regclass::oid as oid`;
  await applyMigrations(own.sql, migration(BUILD));
  expect(await own.sql`select 'projects_name'::regclass::oid as oid`).toEqual(made);
  expect(await appliedCount()).toBe(MIGRATIONS.length + 1);
});

test("a migration with more than its concurrent index is refused before it does anything", async () => {
  const both = migration(BUILD, "alter table projects add column colour text");
  await expect(applyMigrations(own.sql, both)).rejects.toThrow(
    "named makes projects_name concurrently: give that a migration of its own.",
  );
  expect(await indexes()).toEqual([]);
});
