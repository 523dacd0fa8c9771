import "server-only";
import {
  createDatabase,
  type DatabaseClient,
  READER_TIME_LIMITS,
  type TimeLimits,
  WRITER_TIME_LIMITS,
} from "@ai-cost/db";
import { environment } from "@/env";
import { onLeave } from "./on-leave";

const shared: typeof globalThis & {
  aiCostReaders?: DatabaseClient;
  aiCostWriters?: DatabaseClient;
} = globalThis;

/** This process's pool for people: pages, procedures, sessions. On `globalThis`, as pages and routes are bundled apart. */
export function database(): DatabaseClient {
  shared.aiCostReaders ??= openDatabase("ai-cost readers", READER_TIME_LIMITS);
  return shared.aiCostReaders;
}

/** Its pool for usage coming in: however many people wait for a page, no charge waits behind them. */
export function writingDatabase(): DatabaseClient {
  shared.aiCostWriters ??= openDatabase("ai-cost writers", WRITER_TIME_LIMITS);
  return shared.aiCostWriters;
}

function openDatabase(applicationName: string, timeLimits: TimeLimits): DatabaseClient {
  const client = createDatabase(environment().databaseUrl, { applicationName, timeLimits });
  onLeave(client.close);
  return client;
}
