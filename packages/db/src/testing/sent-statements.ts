/** A statement, and the values that it was sent with. */
export interface SentStatement {
  text: string;
  parameters: unknown[];
}

type Listener = (statement: SentStatement) => void;

const listeners = new Set<Listener>();

/** Tells `listener` of each statement that the application's role sends, until what it returns is called. */
export function onSent(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** For the driver: a connection of the application's role sends this. */
export function tellSent(text: string, parameters: unknown[]): void {
  for (const listener of listeners) listener({ text, parameters });
}

/** What begins and ends transactions, what is set in them, and what the driver asks on a new connection. */
const AROUND =
  /^\s*(begin|commit|rollback|savepoint|release|set|start)\b|\bfrom pg_catalog\.pg_type\b/i;

/** What is sent meanwhile on connections of the application's role, what is around it left out. */
export async function sentBy(work: () => Promise<unknown>): Promise<SentStatement[]> {
  const sent: SentStatement[] = [];
  const stop = onSent((statement) => {
    if (!AROUND.test(statement.text)) sent.push(statement);
  });
  try {
    await work();
  } finally {
    stop();
  }
  return sent;
}

/** The texts of it. */
export const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> =>
  (await sentBy(work)).map(({ text }) => text);
