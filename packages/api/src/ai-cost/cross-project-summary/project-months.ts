import { type Executor, openProjects } from "@ai-cost/db";
import {
  type Comparison,
  comparisonOf,
  dayOf,
  daysOfMonth,
  isExactNumber,
  monthWindow,
} from "@ai-cost/domain";
import type { Context, Log } from "../../context";
import { pageOfProjects } from "../../field-schemas";
import { readLimit } from "../budget/budget-output";
import { selectDaysOfProjects, selectMonthSums } from "./queries";

export type ProjectMonth = Awaited<ReturnType<typeof readMonths>>[number];

/**
 * Reads the month of each project of the user, ordered by cost descending, then name, and the days of the
 * projects on the page. `openProjects` returns the projects ordered by name, and the sort by cost is stable.
 */
export async function openMonths(context: Context, userId: string, month: string, page: number) {
  const { projects, tenant } = await openProjects(context.db, userId);
  const comparison = comparisonOf(month, context.now);
  return tenant.read(async (tx) => {
    const months = await readMonths(tx, context.log, { projects, month, comparison });
    months.sort((a, b) => Number(b.costMicroUsd - a.costMicroUsd));
    const owned = months.filter(({ role }) => role === "owner");
    const shared = months.filter(({ role }) => role !== "owner");
    const onPage = {
      owned: pageOfProjects(owned, page),
      shared: pageOfProjects(shared, page),
    };
    const pageIds = [...onPage.owned, ...onPage.shared].map(({ projectId }) => projectId);
    const daily = await readDays(tx, pageIds, month, context.now);
    return { owned, shared, onPage, comparison, daily };
  });
}

interface Months {
  projects: Awaited<ReturnType<typeof openProjects>>["projects"];
  month: string;
  comparison: Comparison | null;
}

async function readMonths(tx: Executor, log: Log, { projects, month, comparison }: Months) {
  const projectIds = projects.map(({ id }) => id);
  const sumsOf = await selectMonthSums(tx, projectIds, { month, comparison });
  return projects.map(({ id: projectId, name, role }) => {
    const { limitText, ...sums } = sumsOf(projectId);
    return { projectId, name, role, ...sums, limitMicroUsd: readLimit(limitText, projectId, log) };
  });
}

/**
 * Whether numbers can hold the project's sums. A version without limits may have recorded more; such a
 * project's row says so, and the others are not affected.
 */
export const hasExactSums = (project: ProjectMonth): boolean =>
  [project.costMicroUsd, project.tokens, project.comparedMicroUsd, project.previousMicroUsd].every(
    isExactNumber,
  );

/** The days of a month up to today, and the spend of some projects on each of them, in micro-dollars. */
export interface DailySpends {
  days: string[];
  of(projectId: string): bigint[];
}

/**
 * Reads the days of a month. A charge can be dated up to five minutes ahead of the clock, so just before
 * midnight the days may end tomorrow.
 */
async function readDays(
  tx: Executor,
  projectIds: readonly string[],
  month: string,
  now: Date,
): Promise<DailySpends> {
  const dates = daysOfMonth(month, monthWindow(month).end);
  const range = [dates.at(0) ?? "", dates.at(-1) ?? ""] as const;
  const rows = await selectDaysOfProjects(tx, projectIds, range);
  const costs = new Map(rows.map((row) => [row.projectId, row.costs]));
  const today = dayOf(now);
  const days = dates.filter((date) => date <= today || rows.some((row) => date in row.costs));
  return { days, of: (projectId) => days.map((day) => BigInt(costs.get(projectId)?.[day] ?? 0)) };
}
