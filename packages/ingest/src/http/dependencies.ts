import type { Database } from "@ai-cost/db";
import { FairQueue } from "@ai-cost/fairness";
import type { NewNamesPerDay } from "@ai-cost/ledger";
import type { KeyAuthentication } from "./authentication/authenticate";
import { keyRequestLimiter } from "./authentication/key-request-limiter";
import { MemoryBudget } from "./body/memory-budget";

/** The operator's log. It must not contain anything that a client sent. */
export interface Log {
  warn(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

/** The dependencies that all endpoints of one process share. */
export interface IngestDependencies extends KeyAuthentication {
  /** Returns the current time. The endpoints use no other clock. */
  clock: () => Date;
  log: Log;
  /** Limits the memory that the bodies of concurrent requests use. */
  memoryBudget: MemoryBudget;
  /**
   * Lets the requests of all projects take turns. The edge server uses the same queue for its own
   * requests.
   */
  queue: FairQueue;
  /** Called as soon as the key of a request is known to belong to a project. */
  onAuthenticated(request: Request, projectId: string): void;
  /** Called after a request has recorded usage of a project, or a part of it. It must return at once. */
  onRecorded(projectId: string): void;
  /** How many names each project may use for the first time in a day; undefined for the default limits. */
  newNamesPerDay: NewNamesPerDay | undefined;
}

interface IngestOptions {
  clock: () => Date;
  log: Log;
  /** The rate limit of each key. All processes share it. */
  requestsPerMinute?: number | undefined;
  newNamesPerDay?: NewNamesPerDay | undefined;
  memoryBudgetBytes?: number;
  queue?: FairQueue;
  onAuthenticated?: IngestDependencies["onAuthenticated"];
  onRecorded?: IngestDependencies["onRecorded"];
}

/**
 * Creates the dependencies. Call it once per process: all endpoints of a process must share one memory
 * budget.
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
  newNamesPerDay,
});
