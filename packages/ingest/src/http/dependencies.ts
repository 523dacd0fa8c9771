import type { Database } from "@ai-cost/db";
import type { KeyAuthentication } from "./authentication/authenticate";
import { keyRequestLimiter } from "./authentication/key-request-limiter";
import { DecodeQueue } from "./body/decode-queue";
import { MemoryBudget } from "./body/memory-budget";

/** The operator's log. Nothing that a client sent may be written to it. */
export interface Log {
  warn(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

/** What all endpoints of one process share. */
export interface IngestDependencies extends KeyAuthentication {
  /** The only clock that ingest reads. */
  clock: () => Date;
  log: Log;
  /** Limits the memory that the bodies of concurrent requests use. */
  memoryBudget: MemoryBudget;
  /** Keeps decoding, which blocks the event loop, to one body at a time. */
  decodeQueue: DecodeQueue;
}

interface IngestOptions {
  clock: () => Date;
  log: Log;
  /** The rate limit of each key, over all processes. */
  requestsPerMinute?: number | undefined;
  memoryBudgetBytes?: number;
}

/** Create one per process: the memory budget and the decode queue are the process's own. */
export const ingestDependencies = (
  db: Database,
  { clock, log, requestsPerMinute, memoryBudgetBytes }: IngestOptions,
): IngestDependencies => ({
  db,
  keyRequests: keyRequestLimiter(db, requestsPerMinute),
  clock,
  log,
  memoryBudget: new MemoryBudget(memoryBudgetBytes),
  decodeQueue: new DecodeQueue(),
});
