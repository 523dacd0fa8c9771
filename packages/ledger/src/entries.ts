import { creditTransactions, type Executor } from "@ai-cost/db";
import { insertNew } from "./insert-new";

/** A row of the ledger about to be inserted. */
export type Entry = Omit<typeof creditTransactions.$inferSelect, "projectId">;

/** Inserts rows of the ledger; answers how many had a key that is not there yet. */
export const insertEntries = (
  tx: Executor,
  projectId: string,
  entries: readonly Entry[],
): Promise<number> => insertNew(tx, projectId, creditTransactions, "idempotency_key", entries);
