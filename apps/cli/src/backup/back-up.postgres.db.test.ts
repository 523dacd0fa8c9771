import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QUIET } from "@ai-cost/command/testing";
import { createDatabase, type SqlTransaction, TABLES } from "@ai-cost/db";
import { emptyDatabase, makeProject, unmigratedDatabase } from "@ai-cost/db/testing";
import { afterAll, expect, test } from "vitest";
import { recordUntil } from "../testing/record-until";
import { writeBackup } from "./back-up";
import { inSnapshot } from "./in-snapshot";
import { restore } from "./restore";

const now = new Date("2026-11-23T12:00:00.000Z");
const folder = mkdtempSync(join(tmpdir(), "backup-"));
afterAll(() => rmSync(folder, { recursive: true }));

const PROJECTS = 4;

/**
 * Returns the number of rows of each table, and the spend of each project according to the ledger and
 * according to the daily totals.
 */
async function figuresOf(sql: Pick<SqlTransaction, "unsafe">) {
  const counts = TABLES.filter(({ name }) => name !== "sessions").map(
    ({ name }) => `select '${name}' as what, count(*)::text as figure from ${name}`,
  );
  return sql.unsafe(`
    ${counts.join(" union all ")}
    union all select project_id || ' ledger', sum(amount_micro_usd)::text from credit_transactions group by 1
    union all select project_id || ' days', sum(cost_micro_usd)::text from daily_spend group by 1
    order by 1`);
}

/** Returns the figures that another connection sees in its snapshot. */
async function figuresOfSnapshot(url: string, snapshot: string) {
  const { sql, close } = createDatabase(url, { maxConnections: 1, asOwner: true });
  const figures = await sql.begin("isolation level repeatable read", async (tx) => {
    await tx.unsafe(`set transaction snapshot '${snapshot}'`);
    return figuresOf(tx);
  });
  await close();
  return figures;
}

test("a backup under load is one snapshot of the database, and so is the database that is restored from it", async () => {
  const source = await emptyDatabase();
  const target = await unmigratedDatabase();
  await Promise.all(Array.from({ length: PROJECTS }, () => makeProject(source.db)));
  let isOver = false;
  const writing = recordUntil(source.databaseUrl, now, () => isOver);
  const charges = async () =>
    (await source.sql`select count(*)::int as count from credit_transactions`)[0]?.count;
  await expect.poll(charges, { timeout: 30_000 }).toBeGreaterThan(500);
  const file = join(folder, "snapshot.sql.gz");
  const expected = await inSnapshot(source.sql, async (tx) => {
    const [snapshot] = await tx`select pg_export_snapshot() as id`;
    await writeBackup(tx, file, now, QUIET);
    return figuresOfSnapshot(source.databaseUrl, snapshot?.id);
  });
  const after = await charges();
  await expect.poll(charges, { timeout: 30_000 }).toBeGreaterThan(after + 100);
  isOver = true;
  await writing;
  expect(expected).not.toEqual(await figuresOf(source.sql));
  const { differing } = await restore({ databaseUrl: target.databaseUrl, file, progress: QUIET });
  expect(await figuresOf(target.sql)).toEqual(expected);
  expect(differing).toEqual([]);
}, 120_000);
