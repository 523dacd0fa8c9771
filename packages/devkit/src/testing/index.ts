import { afterAll, inject } from "vitest";
import type {} from "./global-setup";
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from "./test-database";

export { makeIngestKey, makeProject, type UsageStory, usageReport } from "./factories";
export { countLockWaits } from "./lock-waits";
export { emptyDatabase, unmigratedCluster, unmigratedDatabase } from "./own-databases";
export { ownedCluster, ownedDatabase } from "./owned-database";
export { startProcess } from "./start-process";
export {
  notOnOneShard,
  onTenants,
  type SentStatement,
  sentBy,
  statementsOf,
  withoutPins,
} from "./tenant-pins";
export type { TestDatabase } from "./test-database";

/**
 * Clients for the database that all suites share, closed after the suite. A suite keeps to projects
 * and users of its own making there.
 */
export function testDatabase(options?: TestDatabaseOptions): TestDatabase {
  const database = openTestDatabase(inject("databaseUrl"), options);
  afterAll(database.close);
  return database;
}
