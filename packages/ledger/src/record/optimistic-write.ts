import type { TenantDatabase } from "@ai-cost/db";
import type { UsageOutcome } from "../types";
import { additionsTo } from "../unit-of-work/apply-writes";
import { isChanging } from "../unit-of-work/pending-writes";
import type { Recorded } from "../unit-of-work/taken-keys";
import { isWrongGuess } from "../unit-of-work/write-conflict";
import { bookRows, type Call, reportsIn } from "./add-charges";
import { rememberBooks, rememberedBooks } from "./row-cache";

/**
 * Records in one round trip, as one transaction, what needs nothing but rows that are new beside rows
 * that are remembered and stay as they are. Null where it is not so: then nothing is written.
 */
export async function recordAtOnce(
  db: TenantDatabase,
  projectId: string,
  calls: readonly Call[],
): Promise<UsageOutcome[][] | null> {
  const books = rememberedBooks(
    projectId,
    calls.flatMap(({ rows }) => reportsIn(rows)),
  );
  const recorded = new Map<string, Recorded>();
  const outcomes = calls.map((call) => bookRows(books, call, recorded));
  const isConflict = outcomes.flat().some(({ outcome }) => outcome === "conflict");
  if (isConflict || isChanging(books)) return null;
  try {
    await db.writeAtOnce(additionsTo(projectId, books));
  } catch (error) {
    if (isWrongGuess(error)) return null;
    throw error;
  }
  rememberBooks(projectId, books);
  return outcomes;
}
