import type { TenantDatabase } from "@ai-cost/db";
import type { UsageBatch } from "./add-charges";
import { recordOptimistically } from "./optimistic-write";
import type { UsageOutcome } from "./usage-report";

interface WaitingBatch extends UsageBatch {
  db: TenantDatabase;
  resolve(outcomes: UsageOutcome[] | null): void;
  reject(error: unknown): void;
}

/** The most reports that are written together; a larger batch is written alone. */
const MAX_REPORTS = 1000;

/** By connection pool and project, the batches that arrived while an earlier one is being written. */
const queuesByPool = new WeakMap<object, Map<string, WaitingBatch[]>>();

/**
 * Group commit: records optimistically, one transaction at a time for each project, and writes the
 * batches that arrive meanwhile together in the next one. So a project's writers share a commit
 * instead of waiting for each other's rows, and a single writer waits for nobody. Returns null if
 * the batch cannot be recorded optimistically.
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
  // There must be no await between the last check and this line: a batch that is queued in between
  // would never be written.
  queues.delete(projectId);
}

/** The number of batches, at least one, that together have at most `MAX_REPORTS` reports. */
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

/** Writes a group in one transaction, or each batch by itself where the group cannot be written. */
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
