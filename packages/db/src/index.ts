export { AppRoleError } from "./app-role";
export { applyMigrations } from "./apply-migrations";
export { type Bound, compiled, type Statement } from "./bound";
export {
  createDatabase,
  type Database,
  type DatabaseClient,
  type DatabaseOptions,
  type Executor,
  type Sql,
  type SqlTransaction,
} from "./client";
export { distribute } from "./distribute/distribute";
export { COORDINATOR_TABLES, SHARDED_TABLES } from "./distribute/placement";
export { foundProjects } from "./gate/found-projects";
export { type OperatedProject, openAsOperator } from "./gate/open-as-operator";
export { type OpeningKey, openByKey } from "./gate/open-by-key";
export { type OpenedProject, openProject, openProjects } from "./gate/open-project";
export type { TenantDatabase } from "./gate/tenant-database";
export { isId, newId } from "./id";
export { type NewIngestKey, newIngestKey, readIngestKey } from "./ingest-key";
export { migrate } from "./migrate";
export {
  appliedMigration,
  MIGRATIONS_FOLDER,
  newestMigration,
  readMigrations,
} from "./migrations";
export { pingDatabase } from "./ping";
export { type RateLimitBound, type RateLimiter, rateLimiter } from "./rate-limiter";
export { hasSqlState, isRolledBackForOthers } from "./rolled-back";
export { type Cell, type Lists, listOf, listsOf, rowsFrom, rowsOf } from "./rows";
export * from "./schema/index";
export { type StoredTable, TABLES } from "./tables";
export {
  NO_TIME_LIMITS,
  READER_TIME_LIMITS,
  type TimeLimits,
  WRITER_TIME_LIMITS,
} from "./time-limits";
export { isDatabaseUnavailable } from "./unavailable";
export { unfitness } from "./unfit";
export { withoutForcedPolicies } from "./without-forced-policies";
