import { creditTransactions, type Executor } from "@ai-cost/db";
import { insertNew } from "./insert-new";

/** A row of the ledger about to be inserted. */
export type Entry = Omit<typeof creditTransactions.$inferSelect, "projectId">;

export const newEntries = (entries: readonly Entry[]) =>
  ({ table: creditTransactions, uniqueBy: "idempotency_key", rows: entries }) as const;

/** Inserts a row of the ledger; whether its key was not there yet. */
export const insertEntry = async (
  tx: Executor,
  projectId: string,
  entry: Entry,
): Promise<boolean> => (await insertNew(tx, projectId, newEntries([entry]))) === 1;
