import { afterAll, inject } from "vitest";
import type {} from "./global-setup";
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from "./test-database";

export { dropDatabase } from "./databases";
export { makeProject } from "./factories";
export { countLockWaits } from "./lock-waits";
export { emptyDatabase, unmigratedCluster, unmigratedDatabase } from "./own-databases";
export { ownedCluster, ownedDatabase } from "./owned-database";
export { type SentStatement, sentBy, statementsOf } from "./sent-statements";
export { exemptFromTenantPredicates } from "./tenant-predicates/exemption";
export { FANNING_OUT } from "./tenant-predicates/fanning-out";
export { isOnTenants } from "./tenant-predicates/pin-problems";
export { ACCESS_TABLES, TENANT_TABLES } from "./tenant-predicates/tenant-tables";
export { withoutPins } from "./tenant-predicates/without-pins";
export type { TestDatabase } from "./test-database";
export { acquireTestServer, type TestServer } from "./test-server";

/**
 * Clients for the database that all suites share, closed after the suite. A suite keeps to projects
 * and users of its own making there.
 */
export function testDatabase(options?: TestDatabaseOptions): TestDatabase {
  const database = openTestDatabase(inject("databaseUrl"), options);
  afterAll(database.close);
  return database;
}
