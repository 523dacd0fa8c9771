import { afterAll, inject } from "vitest";
import type {} from "./global-setup";
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from "./test-database";

export { dropDatabase } from "./databases";
export { makeProject } from "./factories";
export { countLockWaits } from "./lock-waits";
export { emptyDatabase, unmigratedCluster, unmigratedDatabase } from "./own-databases";
export { ownedCluster, ownedDatabase } from "./owned-database";
export { type SentStatement, sentBy, statementsOf } from "./sent-statements";
export {
  CROSS_PROJECT_STATEMENTS,
  PORTFOLIO_STATEMENTS,
} from "./tenant-predicates/cross-project-statements";
export { exemptFromTenantPredicates } from "./tenant-predicates/exemption";
export { usesTenantTables } from "./tenant-predicates/predicate-problems";
export { ACCESS_TABLES, TENANT_TABLES } from "./tenant-predicates/tenant-tables";
export { withoutTenantPredicates } from "./tenant-predicates/without-predicates";
export type { TestDatabase } from "./test-database";
export { acquireTestServer, type TestServer } from "./test-server";

/**
 * Opens clients for the database that all test files share, and closes them after the file. A file must
 * only use projects and users that it has created itself.
 */
export function testDatabase(options?: TestDatabaseOptions): TestDatabase {
  const database = openTestDatabase(inject("databaseUrl"), options);
  afterAll(database.close);
  return database;
}
