import { createDatabase, type DatabaseClient } from "@ai-cost/db";
import { afterAll, inject } from "vitest";
import { copyTemplate, dropDatabase } from "./databases";

/** A migrated database without a row for one suite alone, dropped after it. */
export const emptyDatabase = () => ownDatabase(inject("templateDatabase"));

/** A database that has had no migration, for one suite alone, dropped after it. */
export const unmigratedDatabase = () => ownDatabase("template0");

async function ownDatabase(template: string): Promise<DatabaseClient & { databaseUrl: string }> {
  const serverUrl = inject("databaseUrl");
  const databaseUrl = await copyTemplate(serverUrl, template);
  const client = createDatabase(databaseUrl);
  afterAll(async () => {
    await client.close();
    await dropDatabase(serverUrl, new URL(databaseUrl).pathname.slice(1));
  });
  return { ...client, databaseUrl };
}
