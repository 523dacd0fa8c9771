import { createDatabase, newId } from "@ai-cost/db";
import { emptyDatabase, makeProject, type TestDatabase } from "@ai-cost/db/testing";
import { rebuild } from "@ai-cost/ledger";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SessionUser } from "../../index";
import { contextOf } from "../callers";
import { insertMembership, insertUser, NOW } from "../fixture";
import { callOverHttp } from "../http";
import { type Ids, inputOf, PROCEDURE_ACCESS } from "../procedure-access";
import { type ProcedurePath, procedures } from "../procedures";
import { addCharges, oldRunIds } from "./filled-project";

const CHARGES = 6_000;
/** After five calls, Postgres may keep the plan of a prepared statement. */
const CALLS = 7;
const QUERIES = procedures()
  .filter(({ type }) => type === "query")
  .map(({ path }) => path);

describe.each([
  { tables: "tables without statistics", charges: 0, hasStatistics: false },
  { tables: "empty tables", charges: 0, hasStatistics: true },
  { tables: "tables with a few rows", charges: 100, hasStatistics: true },
])("a connection that was first used with $tables", ({ charges, hasStatistics }) => {
  let own: TestDatabase;
  let ids: Ids;
  let owner: SessionUser;
  /** Pools of one connection: one that was used while the tables were small, and one that was not. */
  let [early, late]: ReturnType<typeof createDatabase>[] = [];
  afterAll(async () => {
    await early?.close();
    await late?.close();
  });

  beforeAll(async () => {
    own = await emptyDatabase();
    const projectId = await makeProject(own.db);
    owner = await insertUser(own.db);
    await insertMembership(own.db, projectId, owner, "owner");
    const alerts = { channelId: newId(), spareChannelId: newId(), alertId: newId() };
    const unused = { budgetChangeId: newId(), email: "", invitedEmail: "", sessionId: newId() };
    ids = { ...(await oldRunIds(own.sql)), projectId, keyId: newId(), ...alerts, ...unused };
    const fill = async (from: number, to: number) => {
      await addCharges(own.sql, { projectId, now: NOW, from, to });
      await rebuild(own.tenantOf(projectId), projectId);
    };
    await turnOffAutovacuum(own.sql);
    if (charges > 0) await fill(0, charges);
    if (hasStatistics) await own.sql`vacuum analyze`;
    const open = () => createDatabase(own.databaseUrl, { maxConnections: 1, readsByIndex: true });
    [early, late] = [open(), open()];
    for (const path of QUERIES)
      for (let call = 0; call < CALLS; call += 1) await rowsRead(early, path);
    await fill(charges, CHARGES);
  }, 240_000);

  /** Calls a query on the client's connection, and returns how many rows of tables Postgres read for it. */
  async function rowsRead(client: typeof early, path: ProcedurePath): Promise<number> {
    if (!client) throw new Error("The connection is not open.");
    const before = await rowsReadSoFar(client.sql);
    const input = inputOf(PROCEDURE_ACCESS[path], ids);
    const { before: _, after: __, ...firstPage } = input;
    const { status } = await callOverHttp(contextOf(client.db, owner), "query", path, firstPage);
    expect([200, 404]).toContain(status);
    return (await rowsReadSoFar(client.sql)) - before;
  }

  test.each(QUERIES)("%s does not read a table again for each row of another one", async (path) => {
    const rows = await rowsRead(late, path);
    expect(rows).toBeLessThan(20 * CHARGES);
    expect(await rowsRead(early, path)).toBeLessThanOrEqual(Math.max(rows, 20 * CHARGES));
  });
});

async function turnOffAutovacuum(sql: TestDatabase["sql"]): Promise<void> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_stat_user_tables where schemaname = 'public'`;
  for (const { name } of tables)
    await sql`alter table ${sql(name)} set (autovacuum_enabled = false)`;
}

async function rowsReadSoFar(sql: TestDatabase["app"]["sql"]): Promise<number> {
  await sql`select pg_stat_force_next_flush()`;
  const [counted] = await sql<{ rows: number }[]>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows
    from pg_stat_user_tables where schemaname = 'public'`;
  return counted?.rows ?? Number.NaN;
}
