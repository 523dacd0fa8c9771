import { createDatabase, type DatabaseClient } from "@ai-cost/db";
import { afterAll, inject } from "vitest";
import type {} from "./global-setup";

export { makeIngestKey, makeProject, type UsageStory, usageReport } from "./factories";
export { emptyDatabase, unmigratedDatabase } from "./own-databases";
export { ownedDatabase } from "./owned-database";
export { startProcess } from "./start-process";
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
