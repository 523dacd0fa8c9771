import {
  backTest,
  evaluatePortfolio,
  findPortfolioBudget,
  firstBackTestDay,
  openPortfolio,
  readSpend,
  removePortfolioBudget,
  selectPortfolioAlerts,
  setPortfolioBudget,
} from "@ai-cost/budgets";
import { budgetStatus, DEFAULT_THRESHOLDS, dayOf, monthOf, percentOf } from "@ai-cost/domain";
import { toBackTestOutput } from "../budgets/back-test-output";
import { toForecastOutput } from "../budgets/forecast-output";
import type { Context, SessionUser } from "../context";
import { dollarsOrNull, toCount, toDollars } from "../exact-numbers";

/** The person's budget compared with the current month of all projects that they own; null without one. */
export async function getPortfolioBudget({ db, now, mail }: Context, user: SessionUser) {
  const budget = await findPortfolioBudget(db, user.id);
  if (!budget) return null;
  const { limitMicroUsd, thresholds } = budget;
  const portfolio = await openPortfolio(db, user.id);
  const month = await evaluatePortfolio(portfolio, now, limitMicroUsd);
  const alerts = await selectPortfolioAlerts(db, user.id, monthOf(now));
  return {
    limit: toDollars(limitMicroUsd),
    thresholds: [...thresholds],
    spent: dollarsOrNull(month.spentMicroUsd),
    pct: percentOf(month.spentMicroUsd, limitMicroUsd),
    status: budgetStatus(month.spentMicroUsd, limitMicroUsd),
    unpricedCharges: toCount(month.unpricedCharges),
    ...toForecastOutput(month),
    alerts: alerts
      .filter(({ isSent }) => isSent)
      .map(({ kind, threshold, decidedAt }) => ({
        kind,
        threshold: kind === "threshold" ? threshold : null,
        at: decidedAt.toISOString(),
      })),
    recipient: mail ? user.email : null,
  };
}

interface NewSettings {
  limitMicroUsd: bigint;
  thresholds?: readonly number[] | undefined;
}

/** Sets the person's budget. Without thresholds it keeps those that it has. */
export async function changePortfolioBudget(
  context: Context,
  user: SessionUser,
  { reason, ...settings }: NewSettings & { reason?: string | undefined },
) {
  const change = { userId: user.id, at: context.now, reason: reason || null };
  await setPortfolioBudget(context.db, change, settings);
  return getPortfolioBudget(context, user);
}

export async function dropPortfolioBudget({ db, now }: Context, { id: userId }: SessionUser) {
  await removePortfolioBudget(db, { userId, at: now, reason: null });
  return null;
}

/** When the thresholds of a limit would have been reached. Without thresholds, those of the budget count. */
export async function backTestPortfolio(
  { db, now }: Context,
  { id: userId }: SessionUser,
  { limitMicroUsd, thresholds }: NewSettings,
) {
  const range = { from: firstBackTestDay(now), to: dayOf(now) };
  const spendByDay = await readSpend(await openPortfolio(db, userId), range);
  const stored = thresholds ?? (await findPortfolioBudget(db, userId))?.thresholds;
  const settings = { limitMicroUsd, thresholds: stored ?? DEFAULT_THRESHOLDS };
  return toBackTestOutput(backTest(spendByDay, now, settings));
}
