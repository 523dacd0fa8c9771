import { ALL_NAMES, dailySpend, dailyUsage, type Executor } from "@ai-cost/db";
import type { DayRange, SpendByDay } from "@ai-cost/domain";
import { and, between, eq } from "drizzle-orm";
import type { BudgetScope } from "../budget";

/** What a scope spent on each of the days, in micro-dollars. A day without spend has no entry. */
export async function selectSpendByDay(
  db: Executor,
  projectId: string,
  { kind, value }: BudgetScope,
  range: DayRange,
): Promise<SpendByDay> {
  const rows =
    kind === "project" || value === null
      ? await selectOfProject(db, projectId, range)
      : await selectOfName(db, projectId, { kind, value }, range);
  return new Map(rows.map(({ day, costMicroUsd }) => [day, costMicroUsd]));
}

const selectOfProject = (db: Executor, projectId: string, { from, to }: DayRange) =>
  db
    .select({ day: dailySpend.day, costMicroUsd: dailySpend.costMicroUsd })
    .from(dailySpend)
    .where(and(eq(dailySpend.projectId, projectId), between(dailySpend.day, from, to)));

const selectOfName = (
  db: Executor,
  projectId: string,
  { kind, value }: { kind: "agent_type" | "model"; value: string },
  { from, to }: DayRange,
) =>
  db
    .select({ day: dailyUsage.day, costMicroUsd: dailyUsage.costMicroUsd })
    .from(dailyUsage)
    .where(
      and(
        eq(dailyUsage.projectId, projectId),
        eq(dailyUsage.grain, kind),
        between(dailyUsage.day, from, to),
        eq(dailyUsage.agentType, kind === "agent_type" ? value : ALL_NAMES),
        eq(dailyUsage.model, kind === "model" ? value : ALL_NAMES),
      ),
    );
