import { createDatabase, type DatabaseClient } from "@ai-cost/db";
import { ACCESS_TABLES } from "@ai-cost/db/testing";
import type { FaultCase } from "../case";
import { makeEstate } from "../matrix/estate";
import { tenantTables } from "../matrix/tenant-rows";
import { Found } from "../report/found";
import { wallProblems } from "../second-wall/catalogue";

type Sql = DatabaseClient["sql"];

const LEDGERS = ["credit_transactions", "audit_events"];
const REFUSED = "42501";

export const secondWall: FaultCase = {
  id: "A2",
  title: "without a gate's setting the application's role sees and changes no tenant's row",
  seenRedBy: "a policy of pipeline_runs that is true for every row",
  async run(rig, _scale, random) {
    const found = new Found();
    const team = await makeEstate(rig, "team", random.fork("team"));
    const strangers = await makeEstate(rig, "stranger", random.fork("strangers"));
    const { sql } = rig.owner;
    for (const problem of await wallProblems(sql, ACCESS_TABLES)) found.problem(problem);
    const app = createDatabase(rig.databaseUrl, {
      maxConnections: 1,
      applicationName: "ai-cost-a2",
    });
    const tables = (await tenantTables(sql)).filter((table) => !ACCESS_TABLES.includes(table));
    let seen = 0;
    try {
      for (const table of tables) {
        const foreign = await countOf(sql, table, strangers.ids.projectId);
        const wall = {
          app: app.sql,
          table,
          own: team.ids.projectId,
          foreign: strangers.ids.projectId,
        };
        found.hits += foreign;
        seen += await tryReading(wall, found);
        await tryWriting(wall, found);
      }
    } finally {
      await app.close();
    }
    if (seen === 0) found.problem("with its setting a project does not see its own rows either");
    return {
      hits: found.hits,
      figures: { tables: tables.length, "foreign rows to find": found.hits, "own rows seen": seen },
      problems: found.problems,
    };
  },
};

interface Wall {
  app: Sql;
  table: string;
  own: string;
  foreign: string;
}

async function countOf(sql: Sql, table: string, projectId: string): Promise<number> {
  const [row] = await sql<{ rows: number }[]>`
    select count(*)::int as rows from ${sql(table)} where project_id = ${projectId}`;
  return row?.rows ?? 0;
}

/** How many own rows the setting shows. */
async function tryReading({ app, table, own, foreign }: Wall, found: Found): Promise<number> {
  const [bare] = await app<{ rows: number }[]>`select count(*)::int as rows from ${app(table)}`;
  if (bare?.rows !== 0) found.problem(`${table} shows ${bare?.rows} rows without a setting`);
  for (const nothing of ["", "{}"]) {
    const rows = await underSetting(app, nothing, (sql) => sql`select 1 from ${sql(table)}`);
    if (rows.length > 0) found.problem(`${table} shows rows under the setting '${nothing}'`);
  }
  return underSetting(app, `{${own}}`, async (sql) => {
    const theirs = await sql`select 1 from ${sql(table)} where project_id = ${foreign}`;
    if (theirs.length > 0) found.problem(`${table} shows ${theirs.length} rows of another tenant`);
    const all = await sql`select 1 from ${sql(table)} where project_id <> ${own}`;
    if (all.length > 0) found.problem(`${table} shows ${all.length} rows of others`);
    return countOf(sql, table, own);
  });
}

/** Every kind of statement that would change a foreign row, under the own project's setting. */
async function tryWriting({ app, table, own, foreign }: Wall, found: Found): Promise<void> {
  const attempts: [string, (sql: Sql) => Promise<{ count: number }>][] = [
    [
      "update",
      (sql) => sql`update ${sql(table)} set project_id = project_id where project_id = ${foreign}`,
    ],
    ["delete", (sql) => sql`delete from ${sql(table)} where project_id = ${foreign}`],
    [
      "insert",
      (sql) => sql`
      insert into ${sql(table)} select (jsonb_populate_record(entry, jsonb_build_object('project_id', ${foreign}::text))).*
      from ${sql(table)} as entry where project_id = ${own} limit 1`,
    ],
  ];
  for (const [what, attempt] of attempts) {
    const outcome = await underSetting(app, `{${own}}`, attempt).then(
      ({ count }) => count,
      (error) => String(error.code),
    );
    if (outcome !== 0 && outcome !== REFUSED)
      found.problem(`${table}: an ${what} of a foreign row ends with ${outcome}`);
  }
  if (!LEDGERS.includes(table)) return;
  for (const change of [
    `update ${table} set id = id`,
    `delete from ${table}`,
    `truncate ${table}`,
  ]) {
    const outcome = await underSetting(app, `{${own}}`, (sql) => sql.unsafe(change)).then(
      () => "no error",
      (error) => String(error.code),
    );
    if (outcome !== REFUSED) found.problem(`${change} by the application ends with ${outcome}`);
  }
}

/** In a transaction that is undone. */
async function underSetting<Result>(
  app: Sql,
  projectIds: string,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  const undo = new Error("undo");
  let result: { of: Result } | undefined;
  await app
    .begin(async (sql) => {
      await sql`select set_config('ai_cost.project_ids', ${projectIds}, true)`;
      // A transaction's own type leaves out what only a pool does.
      result = { of: await work(sql as unknown as Sql) };
      throw undo;
    })
    .catch((error) => {
      if (error !== undo) throw error;
    });
  if (!result) throw undo;
  return result.of;
}
