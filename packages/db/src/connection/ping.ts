import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseClient } from "./client";

/**
 * Resolves when the database responds within `timeoutMs`. Otherwise rejects with an error for which
 * `isDatabaseUnavailable` is true.
 */
export async function pingDatabase(
  { sql }: Pick<DatabaseClient, "sql">,
  timeoutMs = 2_000,
): Promise<void> {
  const responded = new AbortController();
  const late = sleep(timeoutMs, undefined, { signal: responded.signal }).then(() => {
    const message = `The database did not respond within ${timeoutMs} ms.`;
    throw Object.assign(new Error(message), { code: "ETIMEDOUT" });
  });
  try {
    await Promise.race([sql`select 1`, late]);
  } finally {
    late.catch(() => {});
    responded.abort();
  }
}
