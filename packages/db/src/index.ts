export {
  createDatabase,
  type DatabaseClient,
  type DatabaseOptions,
} from "./connection/client";
export type { Database, Executor, Sql, SqlTransaction } from "./connection/database";
export { pingDatabase } from "./connection/ping";
export { hasSqlState, isRetryableTransactionError } from "./connection/sql-state";
export {
  COMMAND_TIME_LIMITS,
  READER_TIME_LIMITS,
  type TimeLimits,
  WRITER_TIME_LIMITS,
} from "./connection/time-limits";
export { isDatabaseUnavailable } from "./connection/unavailable";
export { findUnsafeSettings } from "./connection/unsafe-settings";
export { distribute } from "./distribute/distribute";
export { COORDINATOR_TABLES, SHARDED_TABLES } from "./distribute/placement";
export { isId, newId } from "./id";
export { applyMigrations } from "./migrations/apply-migrations";
export { migrate } from "./migrations/migrate";
export {
  appliedMigration,
  MIGRATIONS_FOLDER,
  newestMigration,
  readMigrations,
} from "./migrations/migration-files";
export * from "./schema/index";
export { type StoredTable, TABLES } from "./schema/tables";
export { type Bound, compileStatement, type Statement } from "./statements/compile-statement";
export {
  type Cell,
  type Lists,
  listOf,
  listsOf,
  rowsFrom,
  rowsOf,
} from "./statements/row-parameters";
export { createProjects } from "./tenancy/create-projects";
export { type OperatorProject, openAsOperator } from "./tenancy/open-as-operator";
export { openByChannelLink } from "./tenancy/open-by-channel-link";
export { type OpenedInvitation, openByInvitation } from "./tenancy/open-by-invitation";
export { type ActiveKey, type KeyIdentity, openByKeyHash } from "./tenancy/open-by-key-hash";
export { openProjectsForWork, type ProjectForWork } from "./tenancy/open-for-work";
export { type OpenedProject, openProject, openProjects } from "./tenancy/open-project";
export type { ProjectLock, TenantDatabase } from "./tenancy/tenant-database";
export { withoutForcedPolicies } from "./tenancy/without-forced-policies";
