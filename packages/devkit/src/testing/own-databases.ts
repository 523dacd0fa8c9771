import { afterAll, inject } from "vitest";
import { copyTemplate, dropDatabase } from "./databases";
import { openTestDatabase, type TestDatabase } from "./test-database";

/** A migrated database without a row for one suite alone, dropped after it. */
export const emptyDatabase = () => ownDatabase(inject("templateDatabase"));

/** A database that has had no migration, for one suite alone, dropped after it. */
export const unmigratedDatabase = () => ownDatabase("template0");

async function ownDatabase(template: string): Promise<TestDatabase> {
  const serverUrl = inject("databaseUrl");
  const databaseUrl = await copyTemplate(serverUrl, template);
  const database = openTestDatabase(databaseUrl);
  afterAll(async () => {
    await database.close();
    await dropDatabase(serverUrl, new URL(databaseUrl).pathname.slice(1));
  });
  return database;
}
