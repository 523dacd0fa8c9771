import { createCaller, createContext, type RouterOutputs } from "@ai-cost/api";
import type { Database } from "@ai-cost/db";
import { NOW } from "../../data/clock";
import { OWNERS, type Owner } from "../../data/projects";
import { type Answer, readOf, sorted } from "../answer";
import type { Asked } from "../asked";
import type { Contender } from "./contender";
import { PROCEDURE } from "./names";

const microUsd = (dollars: number): number => Math.round(dollars * 1e6);

/** The procedures as that person calls them at the benchmark's moment. */
export const callerOf = (db: Database, { id }: Pick<Owner, "id"> = OWNERS[0]) => {
  const refuse = (message: string) => {
    throw new Error(message);
  };
  const user = { id, name: id, email: `${id}@example.com` };
  const log = { warn: refuse, error: refuse };
  return createCaller(createContext({ db, user, now: NOW, requestId: "bench", log }));
};

/** The product: gate, transaction, statements and answer. */
export function procedures(db: Database, { projectId }: Asked): Contender {
  const { aiCost } = callerOf(db);
  const fifty = callerOf(db, OWNERS[1]).aiCost;
  return {
    name: PROCEDURE,
    reads: {
      summary: readOf(() => aiCost.getMonthlySummary({ projectId }), summaryAnswer),
      trend: readOf(() => aiCost.getMonthlyTrend({ projectId }), seriesAnswer("month")),
      days30: readOf(() => aiCost.getDailySpend({ projectId, days: 30 }), seriesAnswer("date")),
      days90: readOf(() => aiCost.getDailySpend({ projectId, days: 90 }), seriesAnswer("date")),
      recent: readOf(() => aiCost.getRecentTransactions({ projectId }), recentAnswer),
      tenProjects: readOf(() => aiCost.getCrossProjectSummary(), projectsAnswer),
      fiftyProjects: readOf(() => fifty.getCrossProjectSummary(), projectsAnswer),
    },
  };
}

type AiCost = RouterOutputs["aiCost"];

const summaryAnswer = (summary: AiCost["getMonthlySummary"]): Answer => ({
  "spend by agent type": sorted(
    summary.agentBreakdown.map((agent) => [
      agent.agentType,
      microUsd(agent.cost),
      agent.inputTokens,
      agent.outputTokens,
    ]),
  ),
  "jobs by agent type": sorted(
    summary.agentBreakdown.map((agent) => [
      agent.agentType,
      agent.totalJobs,
      agent.completedJobs,
      agent.failedJobs,
      agent.unpricedCharges,
    ]),
  ),
  "dearest runs": summary.topRuns.map((run) => [run.runId, microUsd(run.cost)]),
  "state of the dearest runs": summary.topRuns.map((run) => [
    run.runId,
    run.status,
    run.trigger,
    Date.parse(run.startedAt),
    run.jobCount,
  ]),
  comparison: [
    [microUsd(summary.comparison?.cost ?? 0), microUsd(summary.comparison?.previousCost ?? 0)],
  ],
  budget: [[microUsd(summary.budgetLimit ?? 0)]],
});

type Point = { cost: number; totalTokens: number; jobCount: number };

const seriesAnswer =
  <Key extends string>(key: Key) =>
  (points: readonly (Point & Record<Key, string>)[]): Answer => ({
    spend: sorted(points.map((point) => [point[key], microUsd(point.cost), point.totalTokens])),
    jobs: sorted(points.map((point) => [point[key], point.jobCount])),
  });

const recentAnswer = (charges: AiCost["getRecentTransactions"]): Answer => ({
  charges: charges.map((charge) => [
    charge.id,
    charge.agentType,
    charge.inputTokens,
    charge.outputTokens,
    Date.parse(charge.occurredAt),
  ]),
  "net cost": charges.map(({ id, cost, refundedCost }) => [
    id,
    microUsd(cost ?? 0) - microUsd(refundedCost),
  ]),
  "cost and run": charges.map(({ id, cost, refundedCost, runId, jobId, model }) => [
    id,
    cost === null ? null : microUsd(cost),
    microUsd(refundedCost),
    runId,
    jobId,
    model,
  ]),
});

const projectsAnswer = ({ projects }: AiCost["getCrossProjectSummary"]): Answer => ({
  spend: sorted(
    projects.map(({ projectId, cost, totalTokens }) => [projectId, microUsd(cost), totalTokens]),
  ),
  jobs: sorted(projects.map(({ projectId, totalJobs }) => [projectId, totalJobs])),
});
