import { createDatabase, newId } from "@ai-cost/db";
import { emptyDatabase, makeProject, type TestDatabase } from "@ai-cost/db/testing";
import { rebuild } from "@ai-cost/ledger";
import { afterAll, beforeAll, expect, test } from "vitest";
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

let own: TestDatabase;
let ids: Ids;
let owner: SessionUser;
/** Pools of one connection: one that was used while the tables were empty, and one that was not. */
const [early, late] = [open(), open()];

function open() {
  let client: ReturnType<typeof createDatabase>;
  afterAll(() => client.close());
  return () => {
    client ??= createDatabase(own.databaseUrl, { maxConnections: 1, replans: true });
    return client;
  };
}

beforeAll(async () => {
  own = await emptyDatabase();
  const projectId = await makeProject(own.db);
  owner = await insertUser(own.db);
  await insertMembership(own.db, projectId, owner, "owner");
  const alerts = { channelId: newId(), spareChannelId: newId(), alertId: newId() };
  const unused = { budgetChangeId: newId(), email: "", invitedEmail: "", sessionId: newId() };
  ids = { ...(await oldRunIds(own.sql)), projectId, keyId: newId(), ...alerts, ...unused };
  await keepStatisticsOfEmptyTables();
  for (const path of QUERIES)
    for (let call = 0; call < CALLS; call += 1) await rowsRead(early(), path);
  await addCharges(own.sql, { projectId, now: NOW, from: 0, to: CHARGES });
  await rebuild(own.tenantOf(projectId), projectId);
}, 240_000);

async function keepStatisticsOfEmptyTables(): Promise<void> {
  const tables = await own.sql<{ name: string }[]>`
    select relname as name from pg_stat_user_tables where schemaname = 'public'`;
  for (const { name } of tables)
    await own.sql`alter table ${own.sql(name)} set (autovacuum_enabled = false)`;
  await own.sql`vacuum analyze`;
}

/** Calls a query on the client's connection, and returns how many rows of tables Postgres read for it. */
async function rowsRead({ db, sql }: TestDatabase["app"], path: ProcedurePath): Promise<number> {
  const before = await rowsReadSoFar(sql);
  const input = inputOf(PROCEDURE_ACCESS[path], ids);
  const { before: _, after: __, ...firstPage } = input;
  const { status } = await callOverHttp(contextOf(db, owner), "query", path, firstPage);
  expect([200, 404]).toContain(status);
  return (await rowsReadSoFar(sql)) - before;
}

async function rowsReadSoFar(sql: TestDatabase["sql"]): Promise<number> {
  await sql`select pg_stat_force_next_flush()`;
  const [counted] = await sql<{ rows: number }[]>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows
    from pg_stat_user_tables where schemaname = 'public'`;
  return counted?.rows ?? Number.NaN;
}

test.each(QUERIES)(
  "%s reads no more rows on a connection that was used while the tables were empty",
  async (path) => {
    const rows = await rowsRead(late(), path);
    expect(await rowsRead(early(), path)).toBeLessThanOrEqual(rows);
    expect(rows).toBeLessThan(20 * CHARGES);
  },
);
