import {
  type BudgetScope,
  evaluateBudget,
  findBudget,
  PROJECT_SCOPE,
  selectSpendByDay,
  selectUnpricedCharges,
} from "@ai-cost/budgets";
import { dayOf, firstPastErrorDay, monthOf, pastError } from "@ai-cost/domain";
import type { ReadContext } from "../context";
import { toCount, toDollars } from "../exact-numbers";
import { toForecastOutput } from "./forecast-output";
import { findTypicalRuns } from "./queries/typical-runs";
import { resolveScope } from "./resolve-scope";

/** How the month of a scope is expected to end, how right such forecasts were, and what is left of its limit. */
export async function getForecast(
  { db, now }: ReadContext,
  projectId: string,
  named: BudgetScope = PROJECT_SCOPE,
) {
  const scope = await resolveScope(db, projectId, named);
  const today = dayOf(now);
  const range = { from: firstPastErrorDay(today), to: today };
  const spendByDay = await selectSpendByDay(db, projectId, scope, range);
  const limitMicroUsd = (await findBudget(db, projectId, scope))?.limitMicroUsd ?? null;
  const { spentMicroUsd, ...expected } = evaluateBudget(spendByDay, today, limitMicroUsd);
  const unpriced = await selectUnpricedCharges(db, projectId, scope, monthOf(now));
  return {
    ...toForecastOutput(expected),
    unpricedCharges: toCount(unpriced),
    pastError: pastError(spendByDay, today),
    room:
      limitMicroUsd === null
        ? null
        : await roomOf(limitMicroUsd - spentMicroUsd, () =>
            scope.kind === "project" ? findTypicalRuns(db, projectId) : null,
          ),
  };
}

type TypicalRuns = Awaited<ReturnType<typeof findTypicalRuns>>;

async function roomOf(leftMicroUsd: bigint, find: () => Promise<TypicalRuns> | null) {
  const amountMicroUsd = leftMicroUsd > 0n ? leftMicroUsd : 0n;
  const typical = await find();
  return {
    amount: toDollars(amountMicroUsd),
    typicalRuns: typical && {
      count: toCount(amountMicroUsd / typical.medianMicroUsd),
      trigger: typical.trigger,
      medianCost: toDollars(typical.medianMicroUsd),
      sampledRuns: typical.sampledRuns,
    },
  };
}
