import { randomBytes } from "node:crypto";
import { runOn } from "@ai-cost/local-postgres";
import { distribute, migrate } from "../index";
import { formCluster, serversOf } from "./citus";

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
  const found = await runOn(
    serverUrl,
    (sql) => sql`select datname from pg_database where starts_with(datname, ${PREFIX})`,
  );
  for (const { datname } of found) {
    const madeAtMs = Number(String(datname).split("_").at(-2));
    if (Date.now() - madeAtMs > ABANDONED_AFTER_MS) await dropDatabase(serverUrl, datname);
  }
}

/** Makes a migrated database that nobody connects to, for others to be copied from; its name. */
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

/** Makes a cluster of the databases of this name on all servers. */
export async function joinCopies(serverUrl: string, name: string): Promise<void> {
  const servers = await serversOf(serverUrl);
  await formCluster(servers.map((url) => withDatabase(url, name)));
}

/**
 * Copies `template`, which takes about 0.1 s on each server; the copy's address. Copies of all parts of
 * a cluster are a cluster again, for its members know each other by the servers' addresses.
 */
export async function copyTemplate(serverUrl: string, template: string): Promise<string> {
  const name = newDatabaseName();
  const servers = await serversOf(serverUrl);
  await copyTo(servers, name, template);
  if (servers.length > 1) await planByValues(serverUrl, name);
  return withDatabase(serverUrl, name);
}

/** What `distribute` has set on the template stays there when it is copied. */
const planByValues = (url: string, name: string) =>
  runOn(url, (sql) => sql`alter database ${sql(name)} set plan_cache_mode = 'force_custom_plan'`);

/** Drops a database with whatever is still connected to it. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  for (const url of await serversOf(serverUrl))
    await runOn(url, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
}

async function copyTo(servers: readonly string[], name: string, template: string): Promise<void> {
  for (const url of servers)
    await runOn(url, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
}

/** Keeps out and ends whoever is connected, as Citus' own maintenance is: only then can it be copied. */
const closeDatabase = (url: string, name: string) =>
  runOn(url, async (sql) => {
    await sql`alter database ${sql(name)} allow_connections false`;
    await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = ${name}`;
  });
