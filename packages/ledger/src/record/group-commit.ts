import type { TenantDatabase } from "@ai-cost/db";
import { recordOptimistically } from "./optimistic-write";
import type { UsageBatch } from "./usage-batch";
import type { UsageOutcome } from "./usage-report";

interface WaitingBatch extends UsageBatch {
  db: TenantDatabase;
  resolve(outcomes: UsageOutcome[] | null): void;
  reject(error: unknown): void;
}

/** The maximum number of reports in a group of batches. A larger batch gets a transaction of its own. */
const MAX_REPORTS = 1000;

/** The batches that wait while an earlier batch is written, by connection pool and project. */
const queuesByPool = new WeakMap<object, Map<string, WaitingBatch[]>>();

/**
 * Group commit: each project has at most one optimistic transaction at a time, and the batches that arrive
 * meanwhile share the next transaction. This is faster than concurrent transactions, which would wait for
 * each other's rows. A batch that arrives while none is being written is written immediately. Resolves to
 * null if the batch cannot be recorded optimistically.
 */
export function recordInGroup(
  db: TenantDatabase,
  batch: UsageBatch,
): Promise<UsageOutcome[] | null> {
  const { projectId } = batch.scope;
  return new Promise((resolve, reject) => {
    const waiting = { ...batch, db, resolve, reject };
    const queues = queuesByPool.get(db.pool) ?? new Map<string, WaitingBatch[]>();
    queuesByPool.set(db.pool, queues);
    const queue = queues.get(projectId);
    if (queue) {
      queue.push(waiting);
      return;
    }
    queues.set(projectId, [waiting]);
    void writeQueue(projectId, queues);
  });
}

async function writeQueue(projectId: string, queues: Map<string, WaitingBatch[]>): Promise<void> {
  const queue = queues.get(projectId) ?? [];
  while (queue.length > 0) await writeGroup(projectId, queue.splice(0, groupSize(queue)));
  // There must be no await between the loop's last check of the queue and this line. A batch that joined
  // the queue during the await would never be written.
  queues.delete(projectId);
}

/**
 * Returns how many waiting batches to write next: as many as have at most `MAX_REPORTS` reports together,
 * but at least one.
 */
function groupSize(queue: readonly WaitingBatch[]): number {
  let reports = 0;
  let count = 0;
  for (const batch of queue) {
    reports += batch.reports.length;
    if (reports > MAX_REPORTS) break;
    count += 1;
  }
  return Math.max(count, 1);
}

/** Writes a group in one transaction. If this fails, writes each batch in its own transaction. */
async function writeGroup(projectId: string, group: readonly WaitingBatch[]): Promise<void> {
  const [first, ...others] = group;
  if (!first) return;
  try {
    const outcomes = await recordOptimistically(first.db, projectId, group);
    if (outcomes === null && others.length > 0)
      for (const batch of group) await writeGroup(projectId, [batch]);
    else group.forEach((batch, index) => void batch.resolve(outcomes?.[index] ?? null));
  } catch (error) {
    for (const batch of group) batch.reject(error);
  }
}
