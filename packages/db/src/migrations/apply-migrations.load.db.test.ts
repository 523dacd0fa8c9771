import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startProcess } from "@ai-cost/command/testing";
import { beforeEach, expect, test } from "vitest";
import { createDatabase } from "../connection/client";
import {
  COMMAND_TIME_LIMITS,
  READER_TIME_LIMITS,
  type TimeLimits,
  WRITER_TIME_LIMITS,
} from "../connection/time-limits";
import { newId } from "../id";
import { unmigratedDatabase } from "../testing/index";
import { applyMigrations } from "./apply-migrations";
import { migrate } from "./migrate";
import {
  appliedMigration,
  MIGRATIONS_FOLDER,
  newestMigration,
  readMigrations,
} from "./migration-files";

const MIGRATOR = fileURLToPath(new URL("./migrator.testing.ts", import.meta.url));
const MIGRATIONS = readMigrations(MIGRATIONS_FOLDER);
const FIRST = MIGRATIONS.slice(0, 1);
const CHARGES = 20_000;

let own: Awaited<ReturnType<typeof unmigratedDatabase>>;
beforeEach(async () => {
  own = await unmigratedDatabase();
});

const migration = (tag: string, ...statements: string[]) => {
  const madeAtMs = (MIGRATIONS.at(-1)?.madeAtMs ?? 0) + 1;
  return [...MIGRATIONS, { tag, madeAtMs, hash: tag, statements }];
};

const appliedCount = async () =>
  (await own.sql`select count(*)::int as count from drizzle.__drizzle_migrations`)[0]?.count;

/** Fills the first released schema with charges of one project over 90 days, and the spend of these days. */
async function fillFirstSchema(): Promise<void> {
  await own.sql`insert into projects values (${newId()}, 'Atlas', now())`;
  await own.sql`
    insert into pipeline_runs (project_id, id, external_id, status, started_at)
    select id, id, 'run', 'running', now() from projects`;
  await own.sql`
    insert into agent_jobs (project_id, id, pipeline_run_id, external_id, agent_type, status, started_at)
    select id, id, id, 'job', 'research', 'running', now() from projects`;
  await addCharges(own.sql, 1, CHARGES);
  await own.sql`
    insert into daily_spend
    select project_id, occurred_at::date, sum(amount_micro_usd), 0, 0, 0
    from credit_transactions group by 1, 2`;
}

type Sql = Pick<typeof own.sql, "unsafe">;

/** Adds charges with the columns of the first schema, as a server of an older version does. */
const addCharges = (sql: Sql, from: number, to: number) =>
  sql.unsafe(
    `insert into credit_transactions (project_id, id, agent_job_id, kind, amount_micro_usd,
       input_tokens, output_tokens, idempotency_key, content_hash, occurred_at, recorded_at)
     select id, gen_random_uuid(), id, 'deduction', number, 10, 5, number, '',
       '2026-11-01'::timestamptz - number % 90 * interval '1 day', now()
     from projects, generate_series(${from}, ${to}) as number`,
  );

/** A client whose statements fail when a lock is not free within `lockMs`. */
const withLockTimeout = ({ lockMs }: TimeLimits) =>
  createDatabase(own.databaseUrl, {
    maxConnections: 1,
    asOwner: true,
    timeLimits: { ...COMMAND_TIME_LIMITS, lockMs },
  });

/** Reads the ledger and its daily spend until `isOver` returns true. Returns the number of reads. */
async function readUntil(isOver: () => boolean): Promise<number> {
  const { sql, close } = withLockTimeout(READER_TIME_LIMITS);
  let read = 0;
  for (; !isOver(); read += 1)
    await sql`
      select count(*) from credit_transactions join agent_jobs using (project_id), daily_spend
      where idempotency_key = '1'`;
  await close();
  return read;
}

/**
 * Adds charges, each in one transaction with the spend of its day, until `isOver` returns true. Returns
 * the number of charges.
 */
async function addChargesUntil(isOver: () => boolean, firstNumber: number): Promise<number> {
  const { sql, close } = withLockTimeout(WRITER_TIME_LIMITS);
  let added = 0;
  for (; !isOver(); added += 1)
    await sql.begin(async (tx) => {
      const number = firstNumber + added;
      await addCharges(tx, number, number);
      await tx`
        update daily_spend set cost_micro_usd = cost_micro_usd + ${number}
        where day = '2026-11-01'::date - ${number % 90}::int`;
    });
  await close();
  return added;
}

const sums = async () =>
  (
    await own.sql`
      select count(*)::int as charges, sum(amount_micro_usd)::bigint as micro_usd,
        (select sum(cost_micro_usd)::bigint from daily_spend) as days_micro_usd
      from credit_transactions`
  )[0];

/** The sum of `count` consecutive numbers that start with `first`. */
const sumOf = (first: number, count: number) =>
  BigInt(count) * BigInt(first) + (BigInt(count) * BigInt(count - 1)) / 2n;

test("the first released schema is migrated under traffic: no client waits too long, and no micro-dollar is lost", async () => {
  await applyMigrations(own.sql, FIRST);
  await fillFirstSchema();
  let isOver = false;
  const starts = [1, 2, 3, 4].map((writer) => writer * 1_000_000);
  const writers = starts.map((start) => addChargesUntil(() => isOver, start));
  const reading = readUntil(() => isOver);
  await expect.poll(async () => (await sums())?.charges).toBeGreaterThan(CHARGES + 50);
  await migrate(own.databaseUrl);
  const migrated = (await sums())?.charges;
  await expect.poll(async () => (await sums())?.charges).toBeGreaterThan(migrated + 50);
  isOver = true;
  const added = await Promise.all(writers);
  expect(await reading).toBeGreaterThan(10);
  const expected = added.reduce(
    (sum, count, index) => sum + sumOf(starts[index] ?? 0, count),
    sumOf(1, CHARGES),
  );
  expect(await sums()).toEqual({
    charges: CHARGES + added.reduce((sum, count) => sum + count),
    micro_usd: expected,
    days_micro_usd: expected,
  });
  expect(await appliedMigration(own.sql)).toBe(newestMigration());
});

test("migrators that start together take turns", async () => {
  await Promise.all(Array.from({ length: 4 }, () => migrate(own.databaseUrl)));
  expect(await appliedCount()).toBe(MIGRATIONS.length);
});

test("a migrator that is killed leaves no part of its migration, and the next one applies all of it", async () => {
  await applyMigrations(own.sql, FIRST);
  await fillFirstSchema();
  const before = await sums();
  const adding = "alter table projects add column colour text";
  const folder = mkdtempSync(join(tmpdir(), "migrator-"));
  const file = join(folder, "migrations.json");
  writeFileSync(file, JSON.stringify(migration("slow", adding, "select pg_sleep(1.5)")));
  const migrator = startProcess(MIGRATOR, [own.databaseUrl, file]);
  await expect
    .poll(
      async () =>
        (
          await own.sql`
            select from pg_stat_activity where datname = current_database()
              and query = 'select pg_sleep(1.5)' and state = 'active'`
        ).length,
      { timeout: 20_000 },
    )
    .toBe(1);
  await migrator.kill();
  rmSync(folder, { recursive: true });
  await applyMigrations(own.sql, migration("quick", adding));
  expect(await appliedCount()).toBe(MIGRATIONS.length + 1);
  expect(await own.sql`select colour from projects`).toEqual([{ colour: null }]);
  expect(await sums()).toEqual(before);
});

test("a migration whose table is locked lets writers pass and tries again", async () => {
  await migrate(own.databaseUrl);
  const { sql: holder, close } = createDatabase(own.databaseUrl, {
    maxConnections: 1,
    asOwner: true,
  });
  let migrating = Promise.resolve();
  await holder.begin(async (tx) => {
    await tx`select * from projects`;
    migrating = applyMigrations(
      own.sql,
      migration("wide", "alter table projects add column x int"),
    );
    await expect
      .poll(async () => (await tx`select from pg_locks where not granted`).length)
      .toBeGreaterThan(0);
    await own.sql`insert into projects values (${newId()}, 'Boreal', now())`;
  });
  await migrating;
  expect(await own.sql`select name, x from projects`).toEqual([{ name: "Boreal", x: null }]);
  await close();
});
