import { randomBytes } from "node:crypto";
import { migrate } from "@ai-cost/db";
import postgres from "postgres";

/** `url` with another database's name. */
function withDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

const PREFIX = "ai_cost_test";
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** A name that no other run uses and that says when it was made. */
const newDatabaseName = () => `${PREFIX}_${Date.now()}_${randomBytes(4).toString("hex")}`;

/** Drops what killed runs left here more than a day ago. */
export async function dropAbandonedDatabases(serverUrl: string): Promise<void> {
  await runOn(serverUrl, async (sql) => {
    const found = await sql`select datname from pg_database where starts_with(datname, ${PREFIX})`;
    for (const { datname } of found) {
      const madeAtMs = Number(String(datname).split("_").at(-2));
      if (Date.now() - madeAtMs < ABANDONED_AFTER_MS) continue;
      await sql`drop database if exists ${sql(datname)} with (force)`;
    }
  });
}

/** Makes a migrated database that nobody connects to, for others to be copied from; its name. */
export async function createTemplate(serverUrl: string): Promise<string> {
  const name = newDatabaseName();
  await runOn(serverUrl, (sql) => sql`create database ${sql(name)}`);
  await migrate(withDatabase(serverUrl, name));
  return name;
}

/** Copies `template`, which takes about 0.1 s; the copy's address. */
export async function copyTemplate(serverUrl: string, template: string): Promise<string> {
  const name = newDatabaseName();
  await runOn(serverUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  return withDatabase(serverUrl, name);
}

/** Drops a database with whatever is still connected to it. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await runOn(serverUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
}

async function runOn(url: string, run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    await run(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
