export { createDatabase, type Database, type DatabaseClient, type Executor } from "./client";
export { isId, newId } from "./id";
export { migrate } from "./migrate";
export * from "./schema/index";
export { isDatabaseUnavailable } from "./unavailable";
