import { afterAll, inject } from "vitest";
import type {} from "./global-setup";
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from "./test-database";

export { makeProject, type UsageStory, usageReport } from "./factories";
export { countLockWaits } from "./lock-waits";
export { emptyDatabase, unmigratedCluster, unmigratedDatabase } from "./own-databases";
export { ownedCluster, ownedDatabase } from "./owned-database";
export { FANNING_OUT } from "./pins/fanning-out";
export { isOnTenants } from "./pins/pin-problems";
export { ACCESS_TABLES, TENANT_TABLES } from "./pins/tenant-tables";
export { forgetPinsOnPurpose } from "./pins/unpinned-on-purpose";
export { withoutPins } from "./pins/without-pins";
export { type SentStatement, sentBy, statementsOf } from "./sent-statements";
export { startProcess } from "./start-process";
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
