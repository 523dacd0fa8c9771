import type { DatabaseClient } from "@ai-cost/db";

/** Holds tables against every reader and writer until the answer is called, which resolves when they are free. */
export async function lockTables(
  { sql }: DatabaseClient,
  tables: readonly [string, ...string[]],
): Promise<() => Promise<void>> {
  let free = () => {};
  const isFreed = new Promise<void>((resolve) => {
    free = resolve;
  });
  let held = () => {};
  const isHeld = new Promise<void>((resolve) => {
    held = resolve;
  });
  const ended = sql.begin(async (tx) => {
    await tx`lock table ${tx(tables)} in access exclusive mode`;
    held();
    await isFreed;
  });
  await Promise.race([isHeld, ended]);
  return async () => {
    free();
    await ended;
  };
}
