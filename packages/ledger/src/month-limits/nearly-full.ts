import { type Bound, hasSqlState, type Lists, listsOf, rowsFrom } from "@ai-cost/db";
import { MAX_MONTH_MICRO_USD, MAX_MONTH_TOKENS } from "@ai-cost/domain";
import { type SQL, sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { RollupChanges } from "../read-model/rollup-changes";

/**
 * An ordinary write checks that the month stays below half of its limits. The check sees only committed
 * rows, so several concurrent writes can pass the half together; even sixteen of them stay far below the
 * largest exact JavaScript number. A write that alone would pass the half is repeated with an exact count
 * while no other transaction writes.
 */
const HALF = 2n;

/**
 * The SQLSTATE codes of a nearly full month. `failIfNearlyFull` raises the first one. Postgres raises the
 * second one when a sum in a rollup is too large, which earlier versions allowed.
 */
const NEARLY_FULL_STATES = ["22012", "22003"];

const MAX_PROJECTS = 10_000;

/** The projects for which this process has seen a nearly full month. Their writes always count exactly. */
const nearlyFull = new LRUCache<string, true>({ max: MAX_PROJECTS });

export const isNearlyFull = (projectId: string): boolean => nearlyFull.has(projectId);

/**
 * Returns whether a write failed because a month is nearly full. If so, all further writes of the project
 * count exactly.
 */
export function noteNearlyFull(projectId: string, error: unknown): boolean {
  if (!hasSqlState(error, NEARLY_FULL_STATES)) return false;
  nearlyFull.set(projectId, true);
  return true;
}

/** Runs a write. If a month is nearly full, runs the write again with an exact count. */
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

/** Returns what the changes add to each month. It leaves out months that do not get larger. */
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
 * Returns an SQL expression that is 1. It fails with 22012 when a month would exceed its limits, or half
 * of its limits unless `isExact`. It sees the rollup as it was before the statement.
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
