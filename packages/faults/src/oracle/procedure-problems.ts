import type { DatabaseClient } from "@ai-cost/db";
import type { Person } from "@ai-cost/testing";
import { ask, dataOf } from "@ai-cost/testing";
import type { Stage } from "../rig/stage";
import type { Tenant } from "../rig/tenants";
import { type LedgerSums, ledgerSums, type Sums } from "./ledger-sums";

interface Spend {
  cost: number;
  totalTokens: number;
}

interface Asking {
  serverUrl: string;
  person: Person;
  tenant: Tenant;
  sums: LedgerSums;
  /** Everything that was answered, to look for what should not be in it. */
  heard: string[];
}

/** Asks every procedure about the case's tenants, as each of their people, and as those who may not. */
export async function procedureProblems(
  sql: DatabaseClient["sql"],
  stage: Stage,
): Promise<string[]> {
  const problems: string[] = [];
  for (const tenant of stage.tenants) {
    const sums = await ledgerSums(sql, tenant.projectId);
    for (const [name, person] of Object.entries(stage.people)) {
      const asking = { serverUrl: stage.server.url, person, tenant, sums, heard: [] as string[] };
      const isMember = tenant.members.some((member) => member === name);
      const found = isMember ? await memberProblems(asking) : await outsiderProblems(asking);
      const foreign = stage.tenants.filter(
        ({ members }) => !members.some((member) => member === name),
      );
      for (const { canary } of foreign)
        if (asking.heard.some((text) => text.includes(canary))) found.push(`hears of ${canary}`);
      problems.push(...found.map((problem) => `${name} about ${tenant.canary}: ${problem}`));
    }
  }
  return problems;
}

async function read<Data>(asking: Asking, procedure: string, input?: unknown): Promise<Data> {
  const answer = await ask(asking.serverUrl, asking.person, procedure, input);
  asking.heard.push(answer.text);
  return dataOf<Data>(answer);
}

const differ = (what: string, told: Spend & { jobs: number }, sums: Sums | undefined): string[] => {
  const { costMicroUsd = 0n, tokens = 0n, jobs = 0n } = sums ?? {};
  const isSame =
    Math.round(told.cost * 1e6) === Number(costMicroUsd) &&
    told.totalTokens === Number(tokens) &&
    told.jobs === Number(jobs);
  return isSame
    ? []
    : [
        `${what} answers ${told.cost} dollars, ${told.totalTokens} tokens, ${told.jobs} jobs; the ledger says ${costMicroUsd} micro-dollars, ${tokens}, ${jobs}`,
      ];
};

async function memberProblems(asking: Asking): Promise<string[]> {
  const { projectId } = asking.tenant;
  const { sums } = asking;
  const problems: string[] = [];
  const thisMonth = new Date().toISOString().slice(0, 7);
  for (const month of new Set([...sums.byMonth.keys(), thisMonth]))
    problems.push(...(await monthProblems(asking, month)));
  const trend = await read<(Spend & { month: string; jobCount: number })[]>(
    asking,
    "aiCost.getMonthlyTrend",
    { projectId },
  );
  if (trend.length !== 6) problems.push(`the trend has ${trend.length} months`);
  for (const { month, jobCount, ...spend } of trend)
    problems.push(
      ...differ(`trend ${month}`, { ...spend, jobs: jobCount }, sums.byMonth.get(month)),
    );
  const recent = await read<{ id: string }[]>(asking, "aiCost.getRecentTransactions", {
    projectId,
  });
  if (recent.map(({ id }) => id).join() !== sums.recentIds.join())
    problems.push("the recent transactions are not the ledger's newest");
  const cross = await read<
    Record<"projects" | "sharedProjects", (Spend & { projectId: string; totalJobs: number })[]>
  >(asking, "aiCost.getCrossProjectSummary");
  const own = [...cross.projects, ...cross.sharedProjects].find(
    (one) => one.projectId === projectId,
  );
  if (!own) problems.push("the summary of all projects leaves it out");
  else
    problems.push(
      ...differ("cross-project", { ...own, jobs: own.totalJobs }, sums.byMonth.get(thisMonth)),
    );
  return problems;
}

async function monthProblems(asking: Asking, month: string): Promise<string[]> {
  const { projectId } = asking.tenant;
  const { sums } = asking;
  const summary = await read<{
    totalCost: number;
    totalTokens: number;
    totalJobs: number;
    agentBreakdown: (Spend & { agentType: string; totalJobs: number })[];
  }>(asking, "aiCost.getMonthlySummary", { projectId, month });
  const days = await read<(Spend & { date: string; jobCount: number })[]>(
    asking,
    "aiCost.getDailySpend",
    { projectId, month },
  );
  const { totalCost, totalTokens, totalJobs, agentBreakdown } = summary;
  const told = { cost: totalCost, totalTokens, jobs: totalJobs };
  const types = [...sums.byAgentType.keys()].filter((key) => key.startsWith(`${month} `));
  return [
    ...differ(`summary ${month}`, told, sums.byMonth.get(month)),
    ...agentBreakdown.flatMap(({ agentType, totalJobs: jobs, ...spend }) =>
      differ(agentType, { ...spend, jobs }, sums.byAgentType.get(`${month} ${agentType}`)),
    ),
    ...(types.length === agentBreakdown.length ? [] : [`${month} lacks an agent type`]),
    ...days.flatMap(({ date, jobCount, ...spend }) =>
      differ(date, { ...spend, jobs: jobCount }, sums.byDay.get(date)),
    ),
  ];
}

/** Whoever is no member hears of a project exactly what one hears of a project that does not exist. */
async function outsiderProblems(asking: Asking): Promise<string[]> {
  const { projectId } = asking.tenant;
  const problems: string[] = [];
  for (const procedure of ["getMonthlySummary", "getMonthlyTrend", "getRecentTransactions"]) {
    const answer = await ask(asking.serverUrl, asking.person, `aiCost.${procedure}`, { projectId });
    asking.heard.push(answer.text);
    if (answer.status !== 404) problems.push(`${procedure} answers ${answer.status}, not 404`);
  }
  const cross = await ask(asking.serverUrl, asking.person, "aiCost.getCrossProjectSummary");
  asking.heard.push(cross.text);
  return problems;
}
