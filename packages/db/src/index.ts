export { createDatabase, type Database, type DatabaseClient, type Executor } from "./client";
export { newId } from "./id";
export { migrate } from "./migrate";
export * from "./schema/index";
