import {
  type Database,
  dailySpend,
  type Executor,
  monthlyAgentSpend,
  newId,
  portfolioBudgetChanges,
  portfolioBudgets,
  users,
} from "@ai-cost/db";
import type { DayRange, SpendByDay } from "@ai-cost/domain";
import { and, between, desc, eq, max, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

const PAGE_ROWS = 50;
const MAX_CONTRIBUTORS = 3;

/** A person's budget for all projects that they own. */
export interface PortfolioBudget {
  limitMicroUsd: bigint;
  /** Percentages of the limit, in ascending order. */
  thresholds: readonly number[];
  /** Raised by every change. */
  version: number;
}

const { limitMicroUsd, thresholds, version } = portfolioBudgets;
const BUDGET = { limitMicroUsd, thresholds, version };

export async function findPortfolioBudget(
  db: Executor,
  userId: string,
): Promise<PortfolioBudget | null> {
  const [row] = await db
    .select(BUDGET)
    .from(portfolioBudgets)
    .where(eq(portfolioBudgets.userId, userId));
  return row ?? null;
}

/** All portfolio budgets, each with the person who has it. */
export const selectPortfolioBudgets = (db: Database) =>
  db
    .select({ ...BUDGET, userId: portfolioBudgets.userId, email: users.email })
    .from(portfolioBudgets)
    .innerJoin(users, eq(users.id, portfolioBudgets.userId));

/** Makes changes of one person's budget wait for each other until the transaction ends. */
export async function lockPerson(tx: Executor, userId: string): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
}

/** The version of the last change, which may have removed the budget; 0 when there was none. */
export async function lastVersion(db: Executor, userId: string): Promise<number> {
  const [row] = await db
    .select({ version: max(portfolioBudgetChanges.version) })
    .from(portfolioBudgetChanges)
    .where(eq(portfolioBudgetChanges.userId, userId));
  return row?.version ?? 0;
}

export async function storePortfolioBudget(
  tx: Executor,
  userId: string,
  { thresholds, ...budget }: PortfolioBudget,
  updatedAt: Date,
): Promise<void> {
  const set = { ...budget, thresholds: [...thresholds], updatedAt };
  await tx
    .insert(portfolioBudgets)
    .values({ userId, ...set })
    .onConflictDoUpdate({ target: portfolioBudgets.userId, set });
}

export async function deletePortfolioBudget(tx: Executor, userId: string): Promise<void> {
  await tx.delete(portfolioBudgets).where(eq(portfolioBudgets.userId, userId));
}

/** A change of a portfolio budget, of which at most one of `before` and `after` is null. */
export interface PortfolioChange {
  userId: string;
  before: PortfolioBudget | null;
  after: PortfolioBudget | null;
  version: number;
  reason: string | null;
  at: Date;
}

export async function insertPortfolioChange(
  tx: Executor,
  { userId, before, after, version, reason, at }: PortfolioChange,
): Promise<void> {
  await tx.insert(portfolioBudgetChanges).values({
    userId,
    id: newId(),
    version,
    fromLimitMicroUsd: before?.limitMicroUsd,
    toLimitMicroUsd: after?.limitMicroUsd,
    fromThresholds: before && [...before.thresholds],
    toThresholds: after && [...after.thresholds],
    reason,
    changedAt: at,
  });
}

/** Selects the changes before the change `id`; selects nothing when the person has no change with this id. */
const isBefore = (userId: string, id: string): SQL => sql`
  ${portfolioBudgetChanges.id} < (
    select last.id from portfolio_budget_changes as last
    where last.user_id = ${userId} and last.id = ${id})`;

/** The 50 newest changes of a person's budget, newest first. With `beforeId`, the next 50 after that change. */
export const selectPortfolioChanges = (
  db: Executor,
  userId: string,
  beforeId: string | undefined,
) =>
  db
    .select()
    .from(portfolioBudgetChanges)
    .where(
      and(
        eq(portfolioBudgetChanges.userId, userId),
        beforeId === undefined ? undefined : isBefore(userId, beforeId),
      ),
    )
    .orderBy(desc(portfolioBudgetChanges.id))
    .limit(PAGE_ROWS);

/** All ids are one parameter, so the SQL text does not depend on the number of projects. */
const anyOf = (column: PgColumn, ids: readonly string[]): SQL =>
  sql`${column} = any(${`{${ids.join(",")}}`}::uuid[])`;

/** What the projects spent together on each day, in micro-dollars; a day without spend has no entry. */
export async function selectSpendOfDays(
  db: Executor,
  projectIds: readonly string[],
  { from, to }: DayRange,
): Promise<SpendByDay> {
  const { projectId, day, costMicroUsd } = dailySpend;
  const rows = await db
    .select({ day, costMicroUsd: sql`sum(${costMicroUsd})`.mapWith(BigInt) })
    .from(dailySpend)
    .where(and(anyOf(projectId, projectIds), between(day, from, to)))
    .groupBy(day);
  return new Map(rows.map((row) => [row.day, row.costMicroUsd]));
}

/** The number of the projects' charges of the month whose cost is not known. */
export async function selectUnpricedOfProjects(
  db: Executor,
  projectIds: readonly string[],
  month: string,
): Promise<bigint> {
  const { projectId, unpricedCharges } = monthlyAgentSpend;
  const [row] = await db
    .select({ unpriced: sql`coalesce(sum(${unpricedCharges}), 0)`.mapWith(BigInt) })
    .from(monthlyAgentSpend)
    .where(and(anyOf(projectId, projectIds), eq(monthlyAgentSpend.month, month)));
  return row?.unpriced ?? 0n;
}

/** The three projects that spent most on the days, with what each spent in micro-dollars. */
export function selectMostExpensive(
  db: Executor,
  projectIds: readonly string[],
  { from, to }: DayRange,
) {
  const { projectId, day } = dailySpend;
  const costMicroUsd = sql`sum(${dailySpend.costMicroUsd})`;
  return db
    .select({ projectId, costMicroUsd: costMicroUsd.mapWith(BigInt) })
    .from(dailySpend)
    .where(and(anyOf(projectId, projectIds), between(day, from, to)))
    .groupBy(projectId)
    .having(sql`${costMicroUsd} > 0`)
    .orderBy(desc(costMicroUsd), projectId)
    .limit(MAX_CONTRIBUTORS);
}
