/** A statement and the values that it was sent with. */
export interface SentStatement {
  text: string;
  parameters: unknown[];
}

type Listener = (statement: SentStatement) => void;

const listeners = new Set<Listener>();

/** Calls `listener` for each statement of the application's role until the returned function is called. */
export function onStatement(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The driver under test calls this for each statement that a connection of the application's role sends. */
export function reportStatement(text: string, parameters: unknown[]): void {
  for (const listener of listeners) listener({ text, parameters });
}

/**
 * Matches statements that begin or end a transaction or change a setting, and the driver's own query on
 * a new connection.
 */
const OVERHEAD =
  /^\s*(begin|commit|rollback|savepoint|release|set|start)\b|\bfrom pg_catalog\.pg_type\b/i;

/**
 * Runs `work` and returns the statements that the application's role sent during this time, except
 * those that match `OVERHEAD`.
 */
export async function sentBy(work: () => Promise<unknown>): Promise<SentStatement[]> {
  const sent: SentStatement[] = [];
  const stop = onStatement((statement) => {
    if (!OVERHEAD.test(statement.text)) sent.push(statement);
  });
  try {
    await work();
  } finally {
    stop();
  }
  return sent;
}

/** Runs `work` and returns the texts of the statements that the application's role sent during this time. */
export const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> =>
  (await sentBy(work)).map(({ text }) => text);
