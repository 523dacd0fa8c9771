import type { DatabaseClient } from "@ai-cost/db";

/** Locks the tables against readers and writers. Call the returned function to release them. */
export async function lockTables(
  { sql }: DatabaseClient,
  tables: readonly [string, ...string[]],
): Promise<() => Promise<void>> {
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  let locked = () => {};
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve;
  });
  const ended = sql.begin(async (tx) => {
    await tx`lock table ${tx(tables)} in access exclusive mode`;
    locked();
    await isReleased;
  });
  await Promise.race([isLocked, ended]);
  return async () => {
    release();
    await ended;
  };
}
