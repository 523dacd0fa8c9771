import type { Executor, TenantDatabase } from "@ai-cost/db";
import type { Refusal } from "../types";

/** Thrown in a transaction that must leave nothing behind; says why in words for the caller. */
export class Refused extends Error {}

/** Runs a transaction; when it refuses, undoes it and answers `invalid` with the reason. */
export async function unlessRefused<Outcome>(
  db: TenantDatabase,
  work: (tx: Executor) => Promise<Outcome>,
): Promise<Outcome | Refusal> {
  try {
    return await db.write(work);
  } catch (error) {
    if (error instanceof Refused) return { outcome: "invalid", reason: error.message };
    throw error;
  }
}
