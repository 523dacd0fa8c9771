import type { TenantDatabase } from "@ai-cost/db";
import type { UsageOutcome } from "../types";
import type { Call } from "./add-charges";
import { recordAtOnce } from "./optimistic-write";

interface Waiting extends Call {
  db: TenantDatabase;
  resolve(outcomes: UsageOutcome[] | null): void;
  reject(error: unknown): void;
}

/** As many as are a good batch. */
const MAX_ROWS = 1000;

/** By pool and project: the calls that have come while others of it were written. */
const queues = new WeakMap<object, Map<string, Waiting[]>>();

/**
 * `recordAtOnce`, one transaction at a time for each project: what comes meanwhile is written together
 * in the next. So a project's writers share a commit instead of waiting for each other's rows; who is
 * alone waits for nobody.
 */
export function recordTogether(db: TenantDatabase, call: Call): Promise<UsageOutcome[] | null> {
  const { projectId } = call.scope;
  return new Promise((resolve, reject) => {
    const waiting = { ...call, db, resolve, reject };
    const ofPool = queues.get(db.pool) ?? new Map<string, Waiting[]>();
    queues.set(db.pool, ofPool);
    const queue = ofPool.get(projectId);
    if (queue) {
      queue.push(waiting);
      return;
    }
    ofPool.set(projectId, [waiting]);
    void writeAll(projectId, ofPool);
  });
}

async function writeAll(projectId: string, queues: Map<string, Waiting[]>): Promise<void> {
  const queue = queues.get(projectId) ?? [];
  while (queue.length > 0) await writeBatch(projectId, queue.splice(0, countOfBatch(queue)));
  // In the turn that has found it empty: a call that came in between would wait for ever.
  queues.delete(projectId);
}

/** At least one, else as many calls as have `MAX_ROWS` together. */
function countOfBatch(queue: readonly Waiting[]): number {
  let rows = 0;
  let count = 0;
  for (const waiting of queue) {
    rows += waiting.rows.length;
    if (rows > MAX_ROWS) break;
    count += 1;
  }
  return Math.max(count, 1);
}

/** What cannot be written together is written apart. */
async function writeBatch(projectId: string, calls: readonly Waiting[]): Promise<void> {
  const [first, ...others] = calls;
  if (!first) return;
  try {
    const outcomes = await recordAtOnce(first.db, projectId, calls);
    if (outcomes === null && others.length > 0)
      for (const call of calls) await writeBatch(projectId, [call]);
    else calls.forEach((call, index) => void call.resolve(outcomes?.[index] ?? null));
  } catch (error) {
    for (const call of calls) call.reject(error);
  }
}
