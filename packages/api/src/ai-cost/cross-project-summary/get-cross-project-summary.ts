import { openProjects } from "@ai-cost/db";
import { isExactNumber, monthOf, percentOf } from "@ai-cost/domain";
import type { Context } from "../../context";
import { countOrNull, dollarsOrNull } from "../../exact-numbers";
import { pageOfProjects } from "../../field-schemas";
import { readLimit, toBudgetOutput } from "../budget/budget-output";
import { selectLimitsOfProjects, selectSpendOfProjects } from "./queries";

/**
 * The current month of every project of the user, with owned and shared projects in separate lists. It
 * runs three SQL statements for any number of projects: one for the memberships, one for the spend and one
 * for the limits.
 */
export async function getCrossProjectSummary(context: Context, userId: string, page: number) {
  const month = monthOf(context.now);
  const projects = await projectMonths(context, userId, month);
  const owned = projects.filter(({ role }) => role === "owner");
  const shared = projects.filter(({ role }) => role !== "owner");
  const total = (amountOf: (project: ProjectMonth) => bigint) =>
    owned.filter(hasExactSums).reduce((sum, project) => sum + amountOf(project), 0n);
  const totalMicroUsd = total(({ costMicroUsd }) => costMicroUsd);
  return {
    month,
    totalCost: dollarsOrNull(totalMicroUsd),
    totalTokens: countOrNull(total(({ tokens }) => tokens)),
    totalJobs: Number(total(({ jobs }) => jobs)),
    projectCount: owned.length,
    sharedProjectCount: shared.length,
    projects: pageOfProjects(owned, page).map((project) => ({
      ...toProjectOutput(project),
      pctOfTotal: hasExactSums(project) ? percentOf(project.costMicroUsd, totalMicroUsd) : null,
    })),
    sharedProjects: pageOfProjects(shared, page).map((project) => ({
      ...toProjectOutput(project),
      role: project.role,
    })),
  };
}

type ProjectMonth = Awaited<ReturnType<typeof projectMonths>>[number];

/**
 * The month's spend of each project, ordered by cost descending, then name. `openProjects` returns the
 * projects ordered by name, and the sort by cost is stable.
 */
async function projectMonths({ db, log }: Context, userId: string, month: string) {
  const { projects, tenant } = await openProjects(db, userId);
  const { spends, limits } = await tenant.read(async (tx) => ({
    spends: await selectSpendOfProjects(tx, tenant.projectIds, month),
    limits: await selectLimitsOfProjects(tx, tenant.projectIds),
  }));
  const spendById = new Map(spends.map((spend) => [spend.projectId, spend]));
  const limitTextById = new Map(limits.map(({ projectId, limitText }) => [projectId, limitText]));
  return projects
    .map(({ id: projectId, name, role }) => {
      const spend = spendById.get(projectId);
      return {
        projectId,
        name,
        role,
        costMicroUsd: spend?.costMicroUsd ?? 0n,
        tokens: spend ? spend.inputTokens + spend.outputTokens : 0n,
        jobs: spend?.jobs ?? 0n,
        unpricedCharges: spend?.unpricedCharges ?? 0n,
        limitMicroUsd: readLimit(limitTextById.get(projectId) ?? null, projectId, log),
      };
    })
    .sort((a, b) => Number(b.costMicroUsd - a.costMicroUsd));
}

/**
 * Whether numbers can hold the project's sums. A version without limits may have recorded more; such a
 * project's row says so, and the others are not affected.
 */
const hasExactSums = ({ costMicroUsd, tokens }: ProjectMonth): boolean =>
  isExactNumber(costMicroUsd) && isExactNumber(tokens);

const toProjectOutput = (project: ProjectMonth) => ({
  projectId: project.projectId,
  name: project.name,
  isTooLarge: !hasExactSums(project),
  cost: hasExactSums(project) ? dollarsOrNull(project.costMicroUsd) : null,
  totalTokens: hasExactSums(project) ? countOrNull(project.tokens) : null,
  totalJobs: Number(project.jobs),
  unpricedCharges: Number(project.unpricedCharges),
  ...toBudgetOutput(project.costMicroUsd, project.limitMicroUsd),
});
