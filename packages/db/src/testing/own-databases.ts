import { afterAll, inject } from "vitest";
import { copyTemplate, dropDatabase, joinCopies } from "./databases";
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from "./test-database";

/** Creates a migrated database without rows for one test file, and drops it afterwards. */
export const emptyDatabase = (options?: TestDatabaseOptions) =>
  ownDatabase(inject("templateDatabase"), options);

/** Creates a database without migrations for one test file, and drops it afterwards. */
export const unmigratedDatabase = () => ownDatabase("template0");

/**
 * Creates a database without migrations on every server of a Citus cluster, for one test file, and
 * drops it afterwards. No table is distributed yet.
 */
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
