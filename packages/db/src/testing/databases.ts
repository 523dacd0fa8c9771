import { randomBytes } from "node:crypto";
import { withConnection } from "@ai-cost/local-postgres";
import { distribute, migrate } from "../index";
import { formCluster, serversOf } from "./citus";

/** Returns `url` with the name of another database. */
function withDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

const PREFIX = "ai_cost_test";
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** A unique name that contains the time at which it was made. */
const newDatabaseName = () => `${PREFIX}_${Date.now()}_${randomBytes(4).toString("hex")}`;

/** Drops the databases that killed test runs left more than a day ago. */
export async function dropAbandonedDatabases(serverUrl: string): Promise<void> {
  const found = await withConnection(
    serverUrl,
    (sql) => sql`select datname from pg_database where starts_with(datname, ${PREFIX})`,
  );
  for (const { datname } of found) {
    const madeAtMs = Number(String(datname).split("_").at(-2));
    if (Date.now() - madeAtMs > ABANDONED_AFTER_MS) await dropDatabase(serverUrl, datname);
  }
}

/**
 * Creates a migrated database that other databases are copied from, and returns its name. The database
 * accepts no connections, because Postgres cannot copy a database that has some.
 */
export async function createTemplate(serverUrl: string): Promise<string> {
  const name = newDatabaseName();
  const servers = await serversOf(serverUrl);
  await copyTo(servers, name, "template1");
  const ownerUrl = withDatabase(serverUrl, name);
  if (servers.length === 1) await migrate(ownerUrl);
  else {
    await joinCopies(serverUrl, name);
    const { username: login } = new URL(ownerUrl);
    await distribute({ ownerUrl, login, onTable: (_table, _rows, move) => move() });
  }
  for (const url of servers) await closeDatabase(url, name);
  return name;
}

/** Joins the databases with this name on all servers into one cluster. */
export async function joinCopies(serverUrl: string, name: string): Promise<void> {
  const servers = await serversOf(serverUrl);
  await formCluster(servers.map((url) => withDatabase(url, name)));
}

/**
 * Copies `template` and returns the copy's address. A copy takes about 0.1 s on each server. When the
 * databases of a cluster are copied, the copies form a cluster too, because Citus finds the other
 * servers by their addresses.
 */
export async function copyTemplate(serverUrl: string, template: string): Promise<string> {
  const name = newDatabaseName();
  const servers = await serversOf(serverUrl);
  await copyTo(servers, name, template);
  if (servers.length > 1) await planForValues(serverUrl, name);
  return withDatabase(serverUrl, name);
}

/** Sets the plan mode, because a copy does not get the settings that `distribute` has set on the template. */
const planForValues = (url: string, name: string) =>
  withConnection(
    url,
    (sql) => sql`alter database ${sql(name)} set plan_cache_mode = 'force_custom_plan'`,
  );

/** Drops a database and ends the connections to it. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  for (const url of await serversOf(serverUrl))
    await withConnection(url, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
}

async function copyTo(servers: readonly string[], name: string, template: string): Promise<void> {
  for (const url of servers)
    await withConnection(url, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
}

/**
 * Ends all connections to a database, including that of Citus's maintenance, and refuses new ones.
 * Postgres copies a database only while it has no connections.
 */
const closeDatabase = (url: string, name: string) =>
  withConnection(url, async (sql) => {
    await sql`alter database ${sql(name)} allow_connections false`;
    await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = ${name}`;
  });
