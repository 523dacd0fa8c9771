import { type Executor, newId, projectOutbox } from "@ai-cost/db";

/** A message of a project: to one channel, or by e-mail to an owner or admin. */
export interface ProjectMessage {
  /** What it is about, for example `budget.threshold_reached`. */
  kind: string;
  /** The alert in the log; absent for a test. */
  alertId?: string;
  receiver: { channelId: string } | { recipient: string };
  /** JSON: the parts of an e-mail, or the body of the request to the channel. */
  content: string;
}

/**
 * Adds messages to the project's outbox in the caller's transaction, and returns their ids. They are sent
 * after the commit, and never if the transaction is rolled back.
 */
export async function enqueueForProject(
  tx: Executor,
  projectId: string,
  messages: readonly ProjectMessage[],
  at: Date,
): Promise<string[]> {
  if (messages.length === 0) return [];
  const rows = messages.map(({ kind, alertId, receiver, content }) => ({
    projectId,
    id: newId(),
    kind,
    alertId,
    ...receiver,
    content,
    createdAt: at,
    attempts: 0,
    nextAttemptAt: at,
  }));
  await tx.insert(projectOutbox).values(rows);
  return rows.map(({ id }) => id);
}
