import "server-only";
import {
  createDatabase,
  type DatabaseClient,
  type DatabaseOptions,
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
    openDatabase({
      applicationName: "ai-cost readers",
      maxConnections: READER_CONNECTIONS,
      timeLimits: READER_TIME_LIMITS,
      readsByIndex: true,
    }),
  );

/**
 * The connection pool of this process for ingest endpoints. It is separate, so that slow pages do not
 * delay the recording of charges.
 */
export const writingDatabase = (): DatabaseClient =>
  perProcess("writers", () =>
    openDatabase({
      applicationName: "ai-cost writers",
      maxConnections: WRITER_CONNECTIONS,
      timeLimits: WRITER_TIME_LIMITS,
      readsByIndex: true,
    }),
  );

/** The connection of the health check, which must say whether the database answers when all others are busy. */
export const healthDatabase = (): DatabaseClient =>
  perProcess("health", () =>
    openDatabase({
      applicationName: "ai-cost health",
      maxConnections: 1,
      timeLimits: HEALTH_TIME_LIMITS,
    }),
  );

function openDatabase(options: DatabaseOptions): DatabaseClient {
  const client = createDatabase(environment().databaseUrl, options);
  onShutdown(client.close);
  return client;
}
