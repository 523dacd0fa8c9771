import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseClient } from "./client";

/**
 * Resolves when the database answers within `timeoutMs`; rejects with an error of which
 * `isDatabaseUnavailable` is true when it does not.
 */
export async function pingDatabase(
  { sql }: Pick<DatabaseClient, "sql">,
  timeoutMs = 2_000,
): Promise<void> {
  const answered = new AbortController();
  const late = sleep(timeoutMs, undefined, { signal: answered.signal }).then(() => {
    const message = `The database did not answer within ${timeoutMs} ms.`;
    throw Object.assign(new Error(message), { code: "ETIMEDOUT" });
  });
  try {
    await Promise.race([sql`select 1`, late]);
  } finally {
    late.catch(() => {});
    answered.abort();
  }
}
