import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  acquireEmbeddedPostgres,
  type EmbeddedPostgres,
  readPostmaster,
} from "@ai-cost/local-postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, isDatabaseUnavailable, WRITER_TIME_LIMITS } from "../index";

const WORKERS = 48;
const KILLS = 4;
/** The pause between two kills of the server. In it, every worker of this test sends queries again. */
const PAUSE_MS = 1_000;
/** The number of queries that must succeed after a kill before the next kill. */
const SUCCESSES = 200;

const folder = mkdtempSync(join(tmpdir(), "killed-server-"));
let server: EmbeddedPostgres;
beforeAll(async () => {
  chmodSync(folder, 0o755);
  server = await acquireEmbeddedPostgres({ folder: join(folder, "postgres") });
}, 60_000);
afterAll(async () => {
  await server.release();
  rmSync(folder, { recursive: true });
});

/**
 * Returns functions that use the database as an application does: with short, long and slow queries, and
 * with transactions that pause between statements.
 */
function workload({ sql }: ReturnType<typeof createDatabase>) {
  const long = "x".repeat(3_000);
  let pairs = 0;
  const pair = (pauseMs: number) =>
    sql.begin(async (tx) => {
      const id = pairs++;
      await tx`insert into pairs values (${id}, 1)`;
      await sleep(Math.random() * pauseMs);
      await Promise.all([tx`select pg_sleep(0.005)`, tx`insert into pairs values (${id}, 2)`]);
    });
  return [
    () => sql.unsafe("select 1"),
    () => sql`select ${1}::int`,
    () => sql`select ${long}::text`,
    () => sql`select pg_sleep(0.05)`,
    () => pair(20),
    () => pair(200),
  ];
}

test("killing the server under load throws nothing, leaves no query waiting and splits no transaction", async () => {
  const client = createDatabase(server.url, {
    timeLimits: WRITER_TIME_LIMITS,
    asOwner: true,
  });
  const uncaught: unknown[] = [];
  const onUncaught = (error: unknown) => uncaught.push(error);
  process.on("uncaughtException", onUncaught).on("unhandledRejection", onUncaught);
  await client.sql`create table pairs (id int, half int)`;

  let isOver = false;
  let succeeded = 0;
  let slowestMs = 0;
  const failures: unknown[] = [];
  const kinds = workload(client);
  const workers = Array.from({ length: WORKERS }, async (_, worker) => {
    for (let turn = worker; !isOver; turn++) {
      const startedAtMs = performance.now();
      await kinds[turn % kinds.length]?.().then(
        () => succeeded++,
        (error: unknown) => failures.push(error),
      );
      slowestMs = Math.max(slowestMs, performance.now() - startedAtMs);
    }
  });

  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(PAUSE_MS);
    process.kill(readPostmaster(server.folder)?.pid ?? 0, "SIGKILL");
    const before = succeeded;
    await expect.poll(() => succeeded - before, { timeout: 20_000 }).toBeGreaterThan(SUCCESSES);
  }
  isOver = true;
  const ends = await Promise.race([
    Promise.all(workers),
    sleep(15_000, "some query never settled"),
  ]);

  expect(ends).toHaveLength(WORKERS);
  expect(uncaught).toEqual([]);
  expect(failures.length).toBeGreaterThan(0);
  expect(failures.filter((error) => !isDatabaseUnavailable(error))).toEqual([]);
  expect(slowestMs).toBeLessThan(15_000);
  const split = await client.sql`select id from pairs group by id having count(*) <> 2`;
  expect(split).toHaveLength(0);
  process.off("uncaughtException", onUncaught).off("unhandledRejection", onUncaught);
  await client.close();
}, 120_000);
