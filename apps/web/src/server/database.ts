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

/** The connection pool of this process for pages, procedures and sessions. */
export const database = (): DatabaseClient =>
  perProcess("readers", () => openDatabase("ai-cost readers", READER_TIME_LIMITS));

/**
 * The connection pool of this process for ingest endpoints. It is separate, so that slow pages do not
 * delay the recording of charges.
 */
export const writingDatabase = (): DatabaseClient =>
  perProcess("writers", () => openDatabase("ai-cost writers", WRITER_TIME_LIMITS));

function openDatabase(applicationName: string, timeLimits: TimeLimits): DatabaseClient {
  const client = createDatabase(environment().databaseUrl, { applicationName, timeLimits });
  onShutdown(client.close);
  return client;
}
