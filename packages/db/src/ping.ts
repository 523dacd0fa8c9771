import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseClient } from "./client";

/** Whether the database answers within `timeoutMs`. Never throws. */
export async function pingDatabase(
  { sql }: Pick<DatabaseClient, "sql">,
  timeoutMs: number,
): Promise<boolean> {
  const answered = sql`select 1`.then(
    () => true,
    () => false,
  );
  const waiting = new AbortController();
  const late = sleep(timeoutMs, false, { signal: waiting.signal }).catch(() => false);
  try {
    return await Promise.race([answered, late]);
  } finally {
    waiting.abort();
  }
}
