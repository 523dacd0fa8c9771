import { createDatabase, openAsOperator, type TenantDatabase } from "@ai-cost/db";
import { emptyDatabase, makeProject, type TestDatabase } from "@ai-cost/db/testing";
import { expect, onTestFinished, test } from "vitest";
import { recordUsage, type UsageReport } from "../index";
import { usageReport } from "../testing";

const at = new Date("2026-11-03T10:00:00.000Z");
const later = new Date("2026-11-03T11:00:00.000Z");
const BATCH = 250;
const BATCHES = 20;
/** The most rows to read for a call. */
const MOST_ROWS = 40;
/** After five calls, Postgres may keep the plan of a prepared statement. */
const REPETITIONS = 7;
const CHANGED_TABLES = ["pipeline_runs", "agent_jobs", "credit_transactions", "charge_keys"];

const calls = (batch: number, { count = BATCH, inputTokens = 10n } = {}) =>
  Array.from({ length: count }, (_, call) =>
    usageReport({ key: `${batch}/${call}`, run: `run ${batch}/${call}`, at, inputTokens }),
  );
const fuller = { inputTokens: 99n };
const inJobsThatEnded = (batch: number, count = BATCH) =>
  calls(batch, { count }).map((report) => ({
    ...report,
    idempotencyKey: `${report.idempotencyKey} again`,
    job: { ...report.job, finished: { status: "completed" as const, at: later } },
  }));

test.each([
  // Postgres checks the foreign keys of a new row with plans of its own. A plan of the time when the tables
  // were empty may read all jobs of the project.
  { tables: "empty tables", callsBefore: 0, rowsForForeignKeys: BATCHES * BATCH },
  { tables: "tables with a few rows", callsBefore: 100, rowsForForeignKeys: 0 },
])(
  "on a connection that was first used with $tables, reports about recorded calls and jobs read little more than their own rows",
  async ({ callsBefore, rowsForForeignKeys }) => {
    const own = await emptyDatabase();
    const projectId = await makeProject(own.db);
    const { tenant, sql, close } = await openConnection(own, projectId);
    onTestFinished(close);
    const record = (reports: readonly UsageReport[], by: TenantDatabase) =>
      recordUsage(by, { projectId, now: later }, reports);
    const rowsRead = async (reports: readonly UsageReport[]) => {
      const before = await rowsReadSoFar(sql);
      await record(reports, tenant);
      return (await rowsReadSoFar(sql)) - before;
    };

    await record(calls(-1, { count: callsBefore }), own.tenantOf(projectId));
    await keepStatistics(own);
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
      const first = { count: 1 + repetition };
      await record(calls(-2, first), tenant);
      await record(calls(-2, { ...first, ...fuller }), tenant);
      await record(inJobsThatEnded(-2, first.count), tenant);
    }
    for (let batch = 0; batch < BATCHES; batch += 1)
      await record(calls(batch), own.tenantOf(projectId));

    expect(await rowsRead(calls(0))).toBeLessThan(MOST_ROWS * BATCH);
    for (const reports of [calls(1, fuller), inJobsThatEnded(2)])
      expect(await rowsRead(reports)).toBeLessThan((MOST_ROWS + rowsForForeignKeys) * BATCH);
  },
  120_000,
);

/** Opens a pool of one connection, with the settings of the pool that records usage. */
async function openConnection({ databaseUrl }: TestDatabase, projectId: string) {
  const { db, sql, close } = createDatabase(databaseUrl, { maxConnections: 1, readsByIndex: true });
  const [project] = await openAsOperator(db, projectId);
  if (!project) throw new Error("The project cannot be opened.");
  return { tenant: project.tenant, sql, close };
}

async function keepStatistics({ sql }: TestDatabase): Promise<void> {
  for (const table of CHANGED_TABLES)
    await sql`alter table ${sql(table)} set (autovacuum_enabled = false)`;
  await sql`vacuum analyze`;
}

/** The rows that Postgres has read, when `sql` is the connection that has read them. */
async function rowsReadSoFar(sql: TestDatabase["sql"]): Promise<number> {
  await sql`select pg_stat_force_next_flush()`;
  const [counted] = await sql<{ rows: number }[]>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows
    from pg_stat_user_tables where relname in ${sql(CHANGED_TABLES)}`;
  return counted?.rows ?? Number.NaN;
}
