export {
  createDatabase,
  type Database,
  type DatabaseClient,
  type DatabaseOptions,
  type Executor,
  type Sql,
  type SqlTransaction,
} from "./client";
export { isId, newId } from "./id";
export { type NewIngestKey, newIngestKey, readIngestKey } from "./ingest-key";
export { migrate } from "./migrate";
export { appliedMigration, newestMigration } from "./migrations";
export { pingDatabase } from "./ping";
export { type RateLimitBound, type RateLimiter, rateLimiter } from "./rate-limiter";
export { type Cell, listOf, rowsOf } from "./rows";
export * from "./schema/index";
export { type StoredTable, TABLES } from "./tables";
export { NO_TIME_LIMITS, REQUEST_TIME_LIMITS, type TimeLimits } from "./time-limits";
export { isDatabaseUnavailable } from "./unavailable";
