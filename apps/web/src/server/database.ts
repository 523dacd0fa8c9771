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

export const READER_CONNECTIONS = 10;
const WRITER_CONNECTIONS = 10;
/** A health check needs an answer within two seconds. */
const HEALTH_TIME_LIMITS: TimeLimits = { ...READER_TIME_LIMITS, acquireMs: 2_000 };

/** The connection pool of this process for pages, procedures and sessions. */
export const database = (): DatabaseClient =>
  perProcess("readers", () =>
    openDatabase("ai-cost readers", READER_CONNECTIONS, READER_TIME_LIMITS),
  );

/**
 * The connection pool of this process for ingest endpoints. It is separate, so that slow pages do not
 * delay the recording of charges.
 */
export const writingDatabase = (): DatabaseClient =>
  perProcess("writers", () =>
    openDatabase("ai-cost writers", WRITER_CONNECTIONS, WRITER_TIME_LIMITS),
  );

/** The connection of the health check, which must say whether the database answers when all others are busy. */
export const healthDatabase = (): DatabaseClient =>
  perProcess("health", () => openDatabase("ai-cost health", 1, HEALTH_TIME_LIMITS));

function openDatabase(
  applicationName: string,
  maxConnections: number,
  timeLimits: TimeLimits,
): DatabaseClient {
  const options = { applicationName, maxConnections, timeLimits };
  const client = createDatabase(environment().databaseUrl, options);
  onShutdown(client.close);
  return client;
}
