import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeIngestKey } from "@ai-cost/auth/testing";
import { QUIET } from "@ai-cost/command/testing";
import { memberships, users } from "@ai-cost/db";
import {
  emptyDatabase,
  makeProject,
  ownedDatabase,
  type TestDatabase,
  unmigratedDatabase,
} from "@ai-cost/db/testing";
import { recordUsage } from "@ai-cost/ledger";
import { usageReport } from "@ai-cost/ledger/testing";
import { afterAll, expect, test } from "vitest";
import { backUp } from "./back-up";
import { restore } from "./restore";
import { storedRows } from "./testing/stored-rows";

const now = new Date("2026-11-23T12:00:00.000Z");
const folder = mkdtempSync(join(tmpdir(), "backup-"));
afterAll(() => rmSync(folder, { recursive: true }));
const newFile = () => join(folder, `${crypto.randomUUID()}.sql.gz`);

const AWKWARD = [
  "a\ttab, a\nline, a\r\nline, a \\ and a \\n",
  "\\.",
  "before\n\\.\nafter",
  "\\N",
  "",
  " ",
  "Żółw 🐢 \u202eright to left\u202c \u0001",
  `'; drop table projects; -- "quoted"`,
  'copy "projects" ("id") from stdin;\ncommit;\n-- sha256 of all above: 0',
  "long ".repeat(200_000),
];

/**
 * Fills every kind of table, and uses texts that a backup file might not preserve, such as tabs and line
 * ends.
 */
async function fillAwkwardly({ db, tenantOf }: TestDatabase) {
  for (const [index, text] of AWKWARD.entries()) {
    const projectId = await makeProject(db, text);
    await makeIngestKey(db, projectId);
    const report = usageReport({ at: now, run: "a run", job: `a job of ${text.slice(0, 100)}` });
    const usdPerMillion = { [text.slice(0, 1_000)]: "3" };
    await recordUsage(tenantOf(projectId), { projectId, now }, [
      { ...report, costSource: "price_table", price: { usdPerMillion } },
      usageReport({ at: now, run: "a run", amountMicroUsd: null }),
    ]);
    const at = { createdAt: now, updatedAt: now };
    await db
      .insert(users)
      .values({ id: String(index), name: text, email: `${index}@example.com`, ...at });
    await db
      .insert(memberships)
      .values({ projectId, userId: String(index), role: "owner", createdAt: now });
  }
}

test("every text is restored unchanged, whatever date format a server uses", async () => {
  const source = await emptyDatabase();
  const target = await unmigratedDatabase();
  await fillAwkwardly(source);
  const name = new URL(source.databaseUrl).pathname.slice(1);
  await source.sql.unsafe(`alter database ${name} set datestyle = 'SQL, DMY'`);
  const file = newFile();
  const rows = await backUp({ databaseUrl: source.databaseUrl, file, now, progress: QUIET });
  const restored = await restore({ databaseUrl: target.databaseUrl, file, progress: QUIET });
  expect(restored).toEqual({ rows, takenAt: now.toISOString(), differing: [] });
  expect(await storedRows(target)).toEqual(await storedRows(source));
});

test("an owner who sees no row because of row-level security backs up and restores every tenant", async () => {
  const source = await ownedDatabase();
  const target = await ownedDatabase();
  await fillAwkwardly(source.asSuperuser);
  expect(await source.sql`select from credit_transactions`).toHaveLength(0);
  const file = newFile();
  await backUp({ databaseUrl: source.databaseUrl, file, now, progress: QUIET });
  const { differing } = await restore({ databaseUrl: target.databaseUrl, file, progress: QUIET });
  expect(differing).toEqual([]);
  expect(await storedRows(target.asSuperuser)).toEqual(await storedRows(source.asSuperuser));
  expect(await target.sql`select from credit_transactions`).toHaveLength(0);
});

test("numbers that differ from the ledger are reported, even if row-level security hides them", async () => {
  const source = await emptyDatabase();
  const target = await ownedDatabase();
  const projectId = await makeProject(source.db, "Atlas");
  await makeProject(source.db, "Boreal");
  await recordUsage(source.tenantOf(projectId), { projectId, now }, [usageReport({ at: now })]);
  await source.sql`update daily_spend set cost_micro_usd = cost_micro_usd + 1`;
  const file = newFile();
  await backUp({ databaseUrl: source.databaseUrl, file, now, progress: QUIET });
  const { differing } = await restore({ databaseUrl: target.databaseUrl, file, progress: QUIET });
  expect(differing).toEqual(["Atlas"]);
});

test("every table is in a backup except sessions, codes and rate limits, and no table uses a sequence", async () => {
  const { sql } = await emptyDatabase();
  const tables = await sql`select tablename from pg_tables where schemaname = 'public'`;
  const named = [
    ...Object.keys(await storedRows({ sql })),
    "sessions",
    "verifications",
    "rate_limits",
  ];
  expect(tables.map(({ tablename }) => tablename).sort()).toEqual(named.sort());
  expect(await sql`select from pg_sequences where schemaname = 'public'`).toHaveLength(0);
});

test("a database with another schema, or without one, is not backed up", async () => {
  const request = { file: newFile(), now, progress: QUIET };
  const { databaseUrl, sql } = await emptyDatabase();
  await sql`delete from drizzle.__drizzle_migrations where id > 1`;
  await expect(backUp({ ...request, databaseUrl })).rejects.toThrow(
    /is at migration 0000_initial and this version at/,
  );
  const blank = await unmigratedDatabase();
  await expect(backUp({ ...request, databaseUrl: blank.databaseUrl })).rejects.toThrow(
    "This database is empty, so there is nothing to back up.",
  );
});
