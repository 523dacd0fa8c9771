import { type Bound, hasSqlState, type Lists, listsOf, rowsFrom } from "@ai-cost/db";
import { MAX_MONTH_MICRO_USD, MAX_MONTH_TOKENS } from "@ai-cost/domain";
import { type SQL, sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { RollupChanges } from "../read-model/rollup-changes";

/**
 * A write checks in its own statement that the month stays below a half of its limits. It sees what was
 * committed before, so only writes at the very same time can add up to more: sixteen of them stay far
 * below what a JavaScript number holds exactly. A write that would pass the half is made again, alone
 * and with an exact count.
 */
const HALF = 2n;

/** The SQLSTATE of `failIfNearlyFull`, and of a sum in a rollup that an earlier version let grow too large. */
const NEARLY_FULL_STATES = ["22012", "22003"];

const MAX_PROJECTS = 10_000;

/** The projects with a nearly full month, as far as this process knows. They are always counted exactly. */
const nearlyFull = new LRUCache<string, true>({ max: MAX_PROJECTS });

export const isNearlyFull = (projectId: string): boolean => nearlyFull.has(projectId);

/** Whether a write failed because a month is nearly full. The project's further writes are then exact. */
export function noteNearlyFull(projectId: string, error: unknown): boolean {
  if (!hasSqlState(error, NEARLY_FULL_STATES)) return false;
  nearlyFull.set(projectId, true);
  return true;
}

/** Runs a write, and again as an exact one if a month is nearly full. */
export async function exactWhenNearlyFull<Result>(
  projectId: string,
  write: (isExact: boolean) => Promise<Result>,
): Promise<Result> {
  if (isNearlyFull(projectId)) return write(true);
  try {
    return await write(false);
  } catch (error) {
    if (!noteNearlyFull(projectId, error)) throw error;
    return write(true);
  }
}

const ADDED = { month: "text", gross_micro_usd: "bigint", tokens: "bigint" };

/** What changes add to the months that they make larger. */
export const monthLists = (changes: RollupChanges): Lists<keyof typeof ADDED> =>
  listsOf(
    ["month", "gross_micro_usd", "tokens"],
    changes
      .sumBy(["month"])
      .map(({ month, ...sums }) => ({
        month,
        gross_micro_usd: sums.costMicroUsd + sums.refundedMicroUsd,
        tokens: sums.inputTokens + sums.outputTokens,
      }))
      .filter(({ gross_micro_usd, tokens }) => gross_micro_usd > 0n || tokens > 0n),
  );

/**
 * An expression that is 1, and fails with 22012 when a month would pass its limits, or a half of them
 * unless `isExact`. It reads the rollup as it was before the statement.
 */
export const failIfNearlyFull = (
  projectId: Bound,
  added: Bound<Lists<keyof typeof ADDED>>,
  { isExact }: { isExact: boolean },
): SQL => sql`1 / (case when exists (
    select from ${rowsFrom("added", ADDED, added)}
    cross join lateral (
      select sum(cost_micro_usd) + sum(refunded_micro_usd) as gross_micro_usd,
        sum(input_tokens) + sum(output_tokens) as tokens
      from monthly_agent_spend
      where project_id = ${projectId} and month = added.month
    ) as total
    where (added.gross_micro_usd > 0
        and coalesce(total.gross_micro_usd, 0) + added.gross_micro_usd > ${limit(MAX_MONTH_MICRO_USD, isExact)})
      or (added.tokens > 0 and coalesce(total.tokens, 0) + added.tokens > ${limit(MAX_MONTH_TOKENS, isExact)})
  ) then 0 else 1 end)`;

const limit = (most: bigint, isExact: boolean): SQL =>
  sql.raw(String(isExact ? most : most / HALF));
