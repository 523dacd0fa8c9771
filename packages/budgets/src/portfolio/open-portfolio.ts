import { type Database, openProjects, type TenantDatabase } from "@ai-cost/db";
import { type DayRange, dayOf, firstForecastDay, monthOf, type SpendByDay } from "@ai-cost/domain";
import { type Evaluation, evaluateBudget } from "../evaluate-budget";
import { selectSpendOfDays, selectUnpricedOfProjects } from "./queries";

/** The projects that a person owns. Those in which they are admin or member are not part of it. */
export interface Portfolio {
  projects: readonly { id: string; name: string }[];
  tenant: TenantDatabase;
}

export async function openPortfolio(db: Database, userId: string): Promise<Portfolio> {
  const { projects, tenant } = await openProjects(db, userId);
  return { projects: projects.filter(({ role }) => role === "owner"), tenant };
}

export const idsOf = ({ projects }: Portfolio): string[] => projects.map(({ id }) => id);

/** What the projects of a portfolio spent together on each day. */
export const readSpend = (portfolio: Portfolio, range: DayRange): Promise<SpendByDay> =>
  portfolio.tenant.read((tx) => selectSpendOfDays(tx, idsOf(portfolio), range));

/** The current month of all projects of a portfolio. Amounts are micro-dollars. */
export interface PortfolioMonth extends Evaluation {
  /** The number of charges whose cost is unknown, and which the spend does not include. */
  unpricedCharges: bigint;
}

/** Evaluates the current month of a portfolio against a limit. */
export async function evaluatePortfolio(
  portfolio: Portfolio,
  now: Date,
  limitMicroUsd: bigint,
): Promise<PortfolioMonth> {
  const ids = idsOf(portfolio);
  const today = dayOf(now);
  return portfolio.tenant.read(async (tx) => {
    const days = { from: firstForecastDay(today), to: today };
    const spendByDay = await selectSpendOfDays(tx, ids, days);
    const unpricedCharges = await selectUnpricedOfProjects(tx, ids, monthOf(now));
    return { ...evaluateBudget(spendByDay, today, limitMicroUsd), unpricedCharges };
  });
}
