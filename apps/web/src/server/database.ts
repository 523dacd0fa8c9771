import "server-only";
import {
  createDatabase,
  type DatabaseClient,
  READER_TIME_LIMITS,
  WRITER_TIME_LIMITS,
} from "@ai-cost/db";
import { environment } from "@/env";

const shared: typeof globalThis & {
  aiCostReaders?: DatabaseClient;
  aiCostWriters?: DatabaseClient;
} = globalThis;

/** This process's pool for people: pages, procedures, sessions. On `globalThis`, as pages and routes are bundled apart. */
export function database(): DatabaseClient {
  shared.aiCostReaders ??= createDatabase(environment().databaseUrl, {
    applicationName: "ai-cost readers",
    timeLimits: READER_TIME_LIMITS,
  });
  return shared.aiCostReaders;
}

/** Its pool for usage coming in: however many people wait for a page, no charge waits behind them. */
export function writingDatabase(): DatabaseClient {
  shared.aiCostWriters ??= createDatabase(environment().databaseUrl, {
    applicationName: "ai-cost writers",
    timeLimits: WRITER_TIME_LIMITS,
  });
  return shared.aiCostWriters;
}
