import {
  type BudgetScope,
  backTest,
  findBudget,
  firstBackTestDay,
  selectSpendByDay,
} from "@ai-cost/budgets";
import { DEFAULT_THRESHOLDS, dayOf } from "@ai-cost/domain";
import type { ReadContext } from "../context";
import { toBackTestOutput } from "./back-test-output";
import { resolveScope } from "./resolve-scope";

/** When the thresholds of a limit would have been reached. Without thresholds, those of the budget count. */
export async function backTestBudget(
  { db, now }: ReadContext,
  projectId: string,
  {
    scope: named,
    limitMicroUsd,
    thresholds,
  }: { scope: BudgetScope; limitMicroUsd: bigint; thresholds?: readonly number[] | undefined },
) {
  const range = { from: firstBackTestDay(now), to: dayOf(now) };
  const scope = await resolveScope(db, projectId, named);
  const spendByDay = await selectSpendByDay(db, projectId, scope, range);
  const stored = thresholds ?? (await findBudget(db, projectId, scope))?.thresholds;
  const settings = { limitMicroUsd, thresholds: stored ?? DEFAULT_THRESHOLDS };
  return toBackTestOutput(backTest(spendByDay, now, settings));
}
