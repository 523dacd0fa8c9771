import { createDatabase, type DatabaseClient } from "@ai-cost/db";
import { afterAll, inject } from "vitest";
import { copyTemplate, dropDatabase } from "./databases";
import type {} from "./global-setup";

export { makeIngestKey, makeProject, type UsageStory, usageReport } from "./factories";
export { type StartedProcess, startProcess } from "./start-process";
export { notOnOneShard, onTenants, statementsOf } from "./tenant-pins";

/**
 * A client for the database that all suites share, closed after the suite. A suite keeps to projects
 * and users of its own making there.
 */
export function testDatabase(): DatabaseClient & { databaseUrl: string } {
  const databaseUrl = inject("databaseUrl");
  const client = createDatabase(databaseUrl);
  afterAll(() => client.close());
  return { ...client, databaseUrl };
}

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
