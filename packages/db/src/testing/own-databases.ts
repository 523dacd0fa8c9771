import { afterAll, inject } from "vitest";
import { copyTemplate, dropDatabase, joinCopies } from "./databases";
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from "./test-database";

/** A migrated database without a row for one suite alone, dropped after it. */
export const emptyDatabase = (options?: TestDatabaseOptions) =>
  ownDatabase(inject("templateDatabase"), options);

/** A database that has had no migration, for one suite alone, dropped after it. */
export const unmigratedDatabase = () => ownDatabase("template0");

/** The same on every server of a Citus cluster, where nothing is distributed yet. */
export async function unmigratedCluster(): Promise<TestDatabase> {
  const database = await unmigratedDatabase();
  await joinCopies(inject("databaseUrl"), new URL(database.databaseUrl).pathname.slice(1));
  return database;
}

async function ownDatabase(template: string, options?: TestDatabaseOptions): Promise<TestDatabase> {
  const serverUrl = inject("databaseUrl");
  const databaseUrl = await copyTemplate(serverUrl, template);
  const database = openTestDatabase(databaseUrl, options);
  afterAll(async () => {
    await database.close();
    await dropDatabase(serverUrl, new URL(databaseUrl).pathname.slice(1));
  });
  return database;
}
