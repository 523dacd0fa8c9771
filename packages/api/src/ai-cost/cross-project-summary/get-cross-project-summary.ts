import { openProjects } from "@ai-cost/db";
import { dollarsFromMicroUsd, monthOf, percentOf } from "@ai-cost/domain";
import type { Context } from "../../context";
import { budgetAnswer, readLimit } from "../budget/budget-output";
import { projectsLimits, projectsSpend } from "./queries";

/**
 * The current month of every project of the person, the owned ones apart from the shared ones. Three
 * statements however many projects there are: first whose, then what they spent and may spend.
 */
export async function crossProjectSummary(context: Context, userId: string) {
  const month = monthOf(context.now);
  const entries = await projectEntries(context, userId, month);
  const owned = entries.filter(({ role }) => role === "owner");
  const total = (of: (entry: ProjectEntry) => bigint) =>
    owned.reduce((sum, entry) => sum + of(entry), 0n);
  const totalMicroUsd = total((entry) => entry.costMicroUsd);
  return {
    month,
    totalCost: dollarsFromMicroUsd(totalMicroUsd),
    totalTokens: Number(total((entry) => entry.tokens)),
    totalJobs: Number(total((entry) => entry.jobs)),
    projects: owned.map((entry) => ({
      ...projectAnswer(entry),
      pctOfTotal: percentOf(entry.costMicroUsd, totalMicroUsd),
    })),
    sharedProjects: entries
      .filter(({ role }) => role !== "owner")
      .map((entry) => ({ ...projectAnswer(entry), role: entry.role })),
  };
}

type ProjectEntry = Awaited<ReturnType<typeof projectEntries>>[number];

/** Cost descending; the sort is stable, so that equal costs keep the order by name. */
async function projectEntries({ db, log }: Context, userId: string, month: string) {
  const { projects, tenant } = await openProjects(db, userId);
  const { spends, limits } = await tenant.read(async (tx) => ({
    spends: await projectsSpend(tx, tenant.projectIds, month),
    limits: await projectsLimits(tx, tenant.projectIds),
  }));
  const spendById = new Map(spends.map((spend) => [spend.projectId, spend]));
  const limitTextById = new Map(limits.map(({ projectId, value }) => [projectId, value]));
  return projects
    .map(({ id: projectId, name, role }) => {
      const spend = spendById.get(projectId);
      const limitText = limitTextById.get(projectId) ?? null;
      return {
        projectId,
        name,
        role,
        costMicroUsd: spend?.costMicroUsd ?? 0n,
        tokens: spend ? spend.inputTokens + spend.outputTokens : 0n,
        jobs: spend?.jobs ?? 0n,
        unpricedCharges: spend?.unpricedCharges ?? 0n,
        limitMicroUsd: readLimit(limitText, projectId, log),
      };
    })
    .sort((a, b) => Number(b.costMicroUsd - a.costMicroUsd));
}

const projectAnswer = (entry: ProjectEntry) => ({
  projectId: entry.projectId,
  name: entry.name,
  cost: dollarsFromMicroUsd(entry.costMicroUsd),
  totalTokens: Number(entry.tokens),
  totalJobs: Number(entry.jobs),
  unpricedCharges: Number(entry.unpricedCharges),
  ...budgetAnswer(entry.costMicroUsd, entry.limitMicroUsd),
});
