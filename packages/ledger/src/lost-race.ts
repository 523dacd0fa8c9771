import { type Executor, isRolledBackForOthers, type TenantDatabase } from "@ai-cost/db";

/**
 * Thrown in a transaction whose insert met a name or key that another one has just committed: what
 * it decided on is out of date.
 */
export class LostRace extends Error {}

const MAX_ATTEMPTS = 50;

/**
 * Runs a transaction again as often as it loses a race, or gives way in a deadlock. Names and keys are
 * never given up, so each further attempt finds at least one more of them; it cannot lose for ever.
 */
export async function untilSettled<Result>(
  db: TenantDatabase,
  work: (tx: Executor) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.write(work);
    } catch (error) {
      const mayWin = error instanceof LostRace || isRolledBackForOthers(error);
      if (!mayWin || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}
