import "server-only";
import {
  createDatabase,
  type DatabaseClient,
  READER_TIME_LIMITS,
  type TimeLimits,
  WRITER_TIME_LIMITS,
} from "@ai-cost/db";
import { environment } from "@/env";
import { perProcess } from "./per-process";
import { onShutdown } from "./shutdown";

/** This process's connection pool for pages, procedures and sessions. */
export const database = (): DatabaseClient =>
  perProcess("readers", () => openDatabase("ai-cost readers", READER_TIME_LIMITS));

/** Its pool for ingest endpoints, so that no charge waits behind people who wait for pages. */
export const writingDatabase = (): DatabaseClient =>
  perProcess("writers", () => openDatabase("ai-cost writers", WRITER_TIME_LIMITS));

function openDatabase(applicationName: string, timeLimits: TimeLimits): DatabaseClient {
  const client = createDatabase(environment().databaseUrl, { applicationName, timeLimits });
  onShutdown(client.close);
  return client;
}
