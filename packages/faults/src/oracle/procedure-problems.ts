import type { DatabaseClient } from "@ai-cost/db";
import { dataOf, type Person, query } from "@ai-cost/testing";
import type { Environment } from "../environment/environment";
import type { Tenant } from "../fixture/tenant";
import { type LedgerSums, ledgerSums, type Sums } from "./ledger-sums";

/** The most agent types that a summary may name, and the agent type of the row for all others. */
const MOST_AGENT_TYPES = 100;
const OTHERS = "*";

interface Spend {
  cost: number;
  totalTokens: number;
}

interface Session {
  serverUrl: string;
  person: Person;
  tenant: Tenant;
  sums: LedgerSums;
  /** The bodies of all responses. A later check searches them for texts of other tenants. */
  texts: string[];
}

/** Calls the queries about each tenant's project as each person, both with and without access to the project. */
export async function procedureProblems(
  sql: DatabaseClient["sql"],
  { server, people, tenants }: Environment,
): Promise<string[]> {
  const problems: string[] = [];
  for (const tenant of tenants) {
    const sums = await ledgerSums(sql, tenant.projectId);
    for (const [name, person] of Object.entries(people)) {
      const isMemberOf = ({ members }: Tenant) => members.some((member) => member === name);
      const session = { serverUrl: server.url, person, tenant, sums, texts: [] as string[] };
      const found = await (isMemberOf(tenant) ? memberProblems : outsiderProblems)(session);
      for (const { canary } of tenants.filter((other) => !isMemberOf(other)))
        if (session.texts.some((text) => text.includes(canary)))
          found.push(`a response contains ${canary} of another tenant`);
      problems.push(...found.map((problem) => `${name} about ${tenant.canary}: ${problem}`));
    }
  }
  return problems;
}

async function read<Data>(session: Session, procedure: string, input?: unknown): Promise<Data> {
  const response = await query(session.serverUrl, session.person, procedure, input);
  session.texts.push(response.text);
  return dataOf<Data>(response);
}

const differences = (
  what: string,
  actual: Spend & { jobs: number },
  sums: Sums | undefined,
): string[] => {
  const { costMicroUsd = 0n, tokens = 0n, jobs = 0n } = sums ?? {};
  const isSame =
    Math.round(actual.cost * 1e6) === Number(costMicroUsd) &&
    actual.totalTokens === Number(tokens) &&
    actual.jobs === Number(jobs);
  return isSame
    ? []
    : [
        `${what} is $${actual.cost}, ${actual.totalTokens} tokens and ${actual.jobs} jobs, but the ledger has ${costMicroUsd} micro-dollars, ${tokens} tokens and ${jobs} jobs`,
      ];
};

async function memberProblems(session: Session): Promise<string[]> {
  const { projectId } = session.tenant;
  const { sums } = session;
  const problems: string[] = [];
  const thisMonth = new Date().toISOString().slice(0, 7);
  for (const month of new Set([...sums.byMonth.keys(), thisMonth]))
    problems.push(...(await monthProblems(session, month)));
  const trend = await read<(Spend & { month: string; jobCount: number })[]>(
    session,
    "aiCost.getMonthlyTrend",
    { projectId },
  );
  if (trend.length !== 6) problems.push(`the trend has ${trend.length} months`);
  for (const { month, jobCount, ...spend } of trend)
    problems.push(
      ...differences(`trend ${month}`, { ...spend, jobs: jobCount }, sums.byMonth.get(month)),
    );
  const recent = await read<{ id: string }[]>(session, "aiCost.getRecentTransactions", {
    projectId,
  });
  if (recent.map(({ id }) => id).join() !== sums.recentIds.join())
    problems.push("the recent transactions are not the newest ones of the ledger");
  const own = await findInSummary(session);
  if (!own) problems.push("the project is missing in the cross-project summary");
  else
    problems.push(
      ...differences("cross-project", { ...own, jobs: own.totalJobs }, sums.byMonth.get(thisMonth)),
    );
  return problems;
}

type SummedProject = Spend & { projectId: string; totalJobs: number };

/** Finds the project on the pages of the cross-project summary. */
async function findInSummary(session: Session): Promise<SummedProject | undefined> {
  for (let page = 1; ; page += 1) {
    const { projects, sharedProjects } = await read<
      Record<"projects" | "sharedProjects", SummedProject[]>
    >(session, "aiCost.getCrossProjectSummary", { page });
    const onPage = [...projects, ...sharedProjects];
    const found = onPage.find(({ projectId }) => projectId === session.tenant.projectId);
    if (found || onPage.length === 0) return found;
  }
}

async function monthProblems(session: Session, month: string): Promise<string[]> {
  const { projectId } = session.tenant;
  const { sums } = session;
  const summary = await read<{
    totalCost: number;
    totalTokens: number;
    totalJobs: number;
    agentBreakdown: (Spend & { agentType: string; totalJobs: number })[];
  }>(session, "aiCost.getMonthlySummary", { projectId, month });
  const days = await read<(Spend & { date: string; jobCount: number })[]>(
    session,
    "aiCost.getDailySpend",
    { projectId, month },
  );
  const { totalCost, totalTokens, totalJobs, agentBreakdown } = summary;
  const total = { cost: totalCost, totalTokens, jobs: totalJobs };
  const named = agentBreakdown.filter(({ agentType }) => agentType !== OTHERS);
  const others = new Map(
    [...sums.byAgentType].filter(
      ([key]) =>
        key.startsWith(`${month} `) &&
        !named.some(({ agentType }) => key === `${month} ${agentType}`),
    ),
  );
  const sumOfOthers = [...others.values()].reduce(
    (sum, row) => ({
      costMicroUsd: sum.costMicroUsd + row.costMicroUsd,
      tokens: sum.tokens + row.tokens,
      jobs: sum.jobs + row.jobs,
    }),
    { costMicroUsd: 0n, tokens: 0n, jobs: 0n },
  );
  return [
    ...differences(`summary ${month}`, total, sums.byMonth.get(month)),
    ...agentBreakdown.flatMap(({ agentType, totalJobs: jobs, ...spend }) =>
      differences(
        agentType,
        { ...spend, jobs },
        agentType === OTHERS ? sumOfOthers : sums.byAgentType.get(`${month} ${agentType}`),
      ),
    ),
    ...(named.length > MOST_AGENT_TYPES ? [`${month} names ${named.length} agent types`] : []),
    ...(others.size > 0 === agentBreakdown.length > named.length
      ? []
      : [`${month} lacks an agent type`]),
    ...days.flatMap(({ date, jobCount, ...spend }) =>
      differences(date, { ...spend, jobs: jobCount }, sums.byDay.get(date)),
    ),
  ];
}

/** Checks that the server answers a person without access as if the project did not exist. */
async function outsiderProblems(session: Session): Promise<string[]> {
  const { projectId } = session.tenant;
  const problems: string[] = [];
  for (const procedure of ["getMonthlySummary", "getMonthlyTrend", "getRecentTransactions"]) {
    const { serverUrl, person } = session;
    const response = await query(serverUrl, person, `aiCost.${procedure}`, { projectId });
    session.texts.push(response.text);
    if (response.status !== 404)
      problems.push(`${procedure} has the status ${response.status} instead of 404`);
  }
  await read(session, "aiCost.getCrossProjectSummary");
  return problems;
}
