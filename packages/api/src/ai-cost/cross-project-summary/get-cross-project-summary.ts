import {
  type Comparison,
  daysWindow,
  dollarsFromMicroUsd,
  monthOf,
  percentOf,
} from "@ai-cost/domain";
import type { Context } from "../../context";
import { countOrNull, dollarsOrNull } from "../../exact-numbers";
import { toBudgetOutput } from "../budget/budget-output";
import { type DailySpends, hasExactSums, openMonths, type ProjectMonth } from "./project-months";

/**
 * The current month of every project of the user, with owned and shared projects in separate lists. It
 * runs three SQL statements for any number of projects: the memberships, the sums of the month with the limits,
 * and the days of the projects on the page.
 */
export async function getCrossProjectSummary(context: Context, userId: string, page: number) {
  const month = monthOf(context.now);
  const { owned, shared, onPage, comparison, daily } = await openMonths(
    context,
    userId,
    month,
    page,
  );
  const total = (amountOf: (project: ProjectMonth) => bigint) =>
    owned.filter(hasExactSums).reduce((sum, project) => sum + amountOf(project), 0n);
  const totalMicroUsd = total(({ costMicroUsd }) => costMicroUsd);
  const output = (project: ProjectMonth) => toProjectOutput(project, comparison, daily);
  return {
    month,
    days: daily.days,
    comparison: toComparisonOutput(comparison, {
      comparedMicroUsd: total(({ comparedMicroUsd }) => comparedMicroUsd),
      previousMicroUsd: total(({ previousMicroUsd }) => previousMicroUsd),
    }),
    budgetStatuses: countBudgetStatuses(owned),
    totalCost: dollarsOrNull(totalMicroUsd),
    totalTokens: countOrNull(total(({ tokens }) => tokens)),
    totalJobs: Number(total(({ jobs }) => jobs)),
    projectCount: owned.length,
    sharedProjectCount: shared.length,
    projects: onPage.owned.map((project) => ({
      ...output(project),
      pctOfTotal: hasExactSums(project) ? percentOf(project.costMicroUsd, totalMicroUsd) : null,
    })),
    sharedProjects: onPage.shared.map((project) => ({ ...output(project), role: project.role })),
  };
}

function toProjectOutput(project: ProjectMonth, comparison: Comparison | null, daily: DailySpends) {
  const isExact = hasExactSums(project);
  return {
    projectId: project.projectId,
    name: project.name,
    isTooLarge: !isExact,
    cost: isExact ? dollarsOrNull(project.costMicroUsd) : null,
    totalTokens: isExact ? countOrNull(project.tokens) : null,
    totalJobs: Number(project.jobs),
    unpricedCharges: Number(project.unpricedCharges),
    comparison: comparison && isExact ? toCompared(project) : null,
    dailyCosts: isExact ? daily.of(project.projectId).map(dollarsFromMicroUsd) : null,
    ...toBudgetOutput(project.costMicroUsd, project.limitMicroUsd),
  };
}

type Compared = Pick<ProjectMonth, "comparedMicroUsd" | "previousMicroUsd">;

function toCompared({ comparedMicroUsd, previousMicroUsd }: Compared) {
  const [cost, previousCost] = [dollarsOrNull(comparedMicroUsd), dollarsOrNull(previousMicroUsd)];
  return cost === null || !previousCost ? null : { cost, previousCost };
}

function toComparisonOutput(comparison: Comparison | null, compared: Compared) {
  if (!comparison) return null;
  const { firstDay, lastDay, previousFirstDay, previousLastDay } = comparison;
  const { start, end } = daysWindow(firstDay, lastDay);
  const previous = daysWindow(previousFirstDay, previousLastDay);
  return {
    start: start.toISOString(),
    end: end.toISOString(),
    previousStart: previous.start.toISOString(),
    previousEnd: previous.end.toISOString(),
    total: toCompared(compared),
  };
}

function countBudgetStatuses(projects: readonly ProjectMonth[]) {
  const statuses = projects.map(
    ({ costMicroUsd, limitMicroUsd }) => toBudgetOutput(costMicroUsd, limitMicroUsd).budgetStatus,
  );
  const countOf = (wanted: string) => statuses.filter((status) => status === wanted).length;
  return {
    none: countOf("none"),
    ok: countOf("ok"),
    warning: countOf("warning"),
    exceeded: countOf("exceeded"),
  };
}
