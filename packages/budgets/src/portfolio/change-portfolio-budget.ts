import type { Database } from "@ai-cost/db";
import { DEFAULT_THRESHOLDS } from "@ai-cost/domain";
import {
  deletePortfolioBudget,
  findPortfolioBudget,
  insertPortfolioChange,
  lastVersion,
  lockPerson,
  storePortfolioBudget,
} from "./queries";

/** Who changes their budget, when, and why. */
interface PersonalChange {
  userId: string;
  at: Date;
  reason: string | null;
}

/**
 * Sets a person's budget for all projects that they own, and adds the change to its history. Without
 * thresholds it keeps those that it has, at first 80 and 100. Does nothing when nothing changes.
 */
export const setPortfolioBudget = (
  db: Database,
  { userId, at, reason }: PersonalChange,
  settings: { limitMicroUsd: bigint; thresholds?: readonly number[] | undefined },
): Promise<void> =>
  db.transaction(async (tx) => {
    await lockPerson(tx, userId);
    const before = await findPortfolioBudget(tx, userId);
    const { limitMicroUsd } = settings;
    const thresholds = settings.thresholds ?? before?.thresholds ?? DEFAULT_THRESHOLDS;
    const isSame =
      before?.limitMicroUsd === limitMicroUsd && before.thresholds.join() === thresholds.join();
    if (isSame) return;
    // A budget that was removed and is set again must alert again, so its versions go on.
    const version = 1 + (before?.version ?? (await lastVersion(tx, userId)));
    const after = { limitMicroUsd, thresholds, version };
    await storePortfolioBudget(tx, userId, after, at);
    await insertPortfolioChange(tx, { userId, before, after, version, reason, at });
  });

/** Removes a person's budget and keeps its history; does nothing when there is none. */
export const removePortfolioBudget = (
  db: Database,
  { userId, at, reason }: PersonalChange,
): Promise<void> =>
  db.transaction(async (tx) => {
    await lockPerson(tx, userId);
    const before = await findPortfolioBudget(tx, userId);
    if (!before) return;
    const version = before.version + 1;
    await deletePortfolioBudget(tx, userId);
    await insertPortfolioChange(tx, { userId, before, after: null, version, reason, at });
  });
