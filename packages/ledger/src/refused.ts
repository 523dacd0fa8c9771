import type { Database } from "@ai-cost/db";
import type { Refusal } from "./types";

/** Thrown in a transaction that must leave nothing behind; says why in words for the caller. */
export class Refused extends Error {}

type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** Runs a transaction; when it refuses, undoes it and answers `invalid` with the reason. */
export async function unlessRefused<Outcome>(
  db: Database,
  work: (tx: Transaction) => Promise<Outcome>,
): Promise<Outcome | Refusal> {
  try {
    return await db.transaction(work);
  } catch (error) {
    if (error instanceof Refused) return { outcome: "invalid", reason: error.message };
    throw error;
  }
}
