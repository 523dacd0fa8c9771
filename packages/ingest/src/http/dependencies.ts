import type { Database } from "@ai-cost/db";
import { FairQueue } from "@ai-cost/fairness";
import type { NewNamesPerDay } from "@ai-cost/ledger";
import type { KeyAuthentication } from "./authentication/authenticate";
import { keyRequestLimiter } from "./authentication/key-request-limiter";
import { DecodeQueue } from "./body/decode-queue";
import { MemoryBudget } from "./body/memory-budget";

/** The operator's log. It must not contain anything that a client sent. */
export interface Log {
  warn(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

/** The dependencies that all endpoints of one process share. */
export interface IngestDependencies extends KeyAuthentication {
  /** The current time. Ingest reads no other clock. */
  clock: () => Date;
  log: Log;
  /** Limits the memory that the bodies of concurrent requests use. */
  memoryBudget: MemoryBudget;
  /** Lets each project have its turn. The edge server has passed its requests through the same queue. */
  queue: FairQueue;
  /** Called once the key of a request is known to be a project's. */
  onAuthenticated(request: Request, projectId: string): void;
  /** Called after a request has recorded usage of a project, or a part of it. It must return at once. */
  onRecorded(projectId: string): void;
  /** Lets only one body be decoded at a time, because decoding blocks the event loop. */
  decodeQueue: DecodeQueue;
  /** How many names each project may use for the first time in a day; undefined for the default. */
  newNamesPerDay: NewNamesPerDay | undefined;
}

interface IngestOptions {
  clock: () => Date;
  log: Log;
  /** The rate limit of each key, over all processes together. */
  requestsPerMinute?: number | undefined;
  newNamesPerDay?: NewNamesPerDay | undefined;
  memoryBudgetBytes?: number;
  queue?: FairQueue;
  onAuthenticated?: IngestDependencies["onAuthenticated"];
  onRecorded?: IngestDependencies["onRecorded"];
}

/**
 * Creates the dependencies. Call it once per process: all endpoints of a process must share one memory
 * budget and one decode queue.
 */
export const ingestDependencies = (
  db: Database,
  {
    clock,
    log,
    requestsPerMinute,
    newNamesPerDay,
    memoryBudgetBytes,
    queue = FairQueue.unlimited(),
    onAuthenticated = () => {},
    onRecorded = () => {},
  }: IngestOptions,
): IngestDependencies => ({
  db,
  keyRequests: keyRequestLimiter(db, requestsPerMinute),
  clock,
  log,
  memoryBudget: new MemoryBudget(memoryBudgetBytes),
  queue,
  onAuthenticated,
  onRecorded,
  decodeQueue: new DecodeQueue(),
  newNamesPerDay,
});
