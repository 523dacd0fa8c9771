import type { creditTransactions, Executor } from "@ai-cost/db";
import { insertNew, NEW_ENTRIES } from "./insert-rows";

/** A row of the ledger about to be inserted. */
export type Entry = Omit<typeof creditTransactions.$inferSelect, "projectId">;

/** Inserts a row of the ledger; whether its key was not there yet. */
export const insertEntry = (tx: Executor, projectId: string, entry: Entry): Promise<boolean> =>
  insertNew(tx, projectId, NEW_ENTRIES, entry);
