import { beforeEach, expect, test } from "vitest";
import { newId } from "../id";
import { unmigratedDatabase } from "../testing/index";
import { applyMigrations } from "./apply-migrations";
import { MIGRATIONS_FOLDER, type Migration, readMigrations } from "./migration-files";

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

/** Resolves when the build waits for older snapshots. At this moment the index exists but is not valid yet. */
const untilBuildWaits = () =>
  expect
    .poll(
      async () =>
        await own.sql`select pid from pg_stat_progress_create_index
      where datname = current_database() and phase like 'waiting for old snapshots%'`,
    )
    .toHaveLength(1);

/** Runs `work` while a reader holds a snapshot that a concurrent index build has to wait for. */
const withOldSnapshot = <Result>(work: () => Promise<Result>) =>
  own.sql.begin("isolation level repeatable read", async (tx) => {
    await tx`select from projects`;
    return { result: await work() };
  });

test("one of two migrators that start together builds an index, while others write", async () => {
  const { result } = await withOldSnapshot(async () => {
    const migrating = [1, 2].map(() => applyMigrations(own.sql, migration(BUILD)));
    await untilBuildWaits();
    await own.sql`insert into projects values (${newId()}, 'Atlas', now())`;
    return { migrating };
  });
  await Promise.all(result.migrating);
  expect(await indexes()).toEqual([{ isValid: true }]);
  expect(await appliedCount()).toBe(MIGRATIONS.length + 1);
});

test("an interrupted build leaves an invalid index, which the next migrator builds again", async () => {
  await withOldSnapshot(async () => {
    const interrupted = applyMigrations(own.sql, migration(BUILD));
    const failed = expect(interrupted).rejects.toThrow(/terminating connection|CONNECTION_CLOSED/);
    await untilBuildWaits();
    await own.sql`select pg_terminate_backend(pid) from pg_stat_progress_create_index`;
    await failed;
  });
  expect(await indexes()).toEqual([{ isValid: false }]);
  expect(await appliedCount()).toBe(MIGRATIONS.length);
  await applyMigrations(own.sql, migration(BUILD));
  expect(await indexes()).toEqual([{ isValid: true }]);
  expect(await appliedCount()).toBe(MIGRATIONS.length + 1);
});

test("an index is kept when the server process of a killed migrator has finished it", async () => {
  await own.sql.unsafe(BUILD);
  const made = await own.sql`select 'projects_name'::regclass::oid as oid`;
  await applyMigrations(own.sql, migration(BUILD));
  expect(await own.sql`select 'projects_name'::regclass::oid as oid`).toEqual(made);
  expect(await appliedCount()).toBe(MIGRATIONS.length + 1);
});

test("a migration with another statement besides its concurrent index is refused before it changes anything", async () => {
  const both = migration(BUILD, "alter table projects add column colour text");
  await expect(applyMigrations(own.sql, both)).rejects.toThrow(
    "The migration named builds the index projects_name concurrently: move that statement to a migration of its own.",
  );
  expect(await indexes()).toEqual([]);
});
