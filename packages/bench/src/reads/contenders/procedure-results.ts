import type { RouterOutputs } from "@ai-cost/api";
import { type QueryResult, sorted } from "../queries/query-result";

const microUsd = (dollars: number): number => Math.round(dollars * 1e6);

type AiCost = RouterOutputs["aiCost"];

export const summaryResult = (summary: AiCost["getMonthlySummary"]): QueryResult => ({
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
  "most expensive runs": summary.topRuns.map((run) => [run.runId, microUsd(run.cost)]),
  "status of the most expensive runs": summary.topRuns.map((run) => [
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

export const agentsResult = ({ rows }: AiCost["getBreakdown"]): QueryResult => ({
  "spend by agent type": spendByGroup(rows),
  "jobs by agent type": sorted(
    rows.map(({ group, jobs, completedJobs, failedJobs, unpricedCalls }) => [
      group,
      jobs,
      completedJobs,
      failedJobs,
      unpricedCalls,
    ]),
  ),
});

export const modelsResult = ({ rows }: AiCost["getBreakdown"]): QueryResult => ({
  "spend by model": spendByGroup(rows),
  "calls by model": sorted(
    rows.map(({ group, calls, unpricedCalls }) => [group, calls, unpricedCalls]),
  ),
});

const spendByGroup = (rows: AiCost["getBreakdown"]["rows"]) =>
  sorted(
    rows.map(({ group, cost, inputTokens, outputTokens }) => [
      group,
      microUsd(cost),
      inputTokens,
      outputTokens,
    ]),
  );

type Point = { cost: number; totalTokens: number; jobCount: number };

export const seriesResult =
  <Key extends string>(key: Key) =>
  (points: readonly (Point & Record<Key, string>)[]): QueryResult => ({
    spend: sorted(points.map((point) => [point[key], microUsd(point.cost), point.totalTokens])),
    jobs: sorted(points.map((point) => [point[key], point.jobCount])),
  });

export const recentResult = (charges: AiCost["getRecentTransactions"]): QueryResult => ({
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

export const projectsResult = ({ projects }: AiCost["getCrossProjectSummary"]): QueryResult => ({
  spend: sorted(
    projects.map(({ projectId, cost, totalTokens }) => [
      projectId,
      cost === null ? null : microUsd(cost),
      totalTokens,
    ]),
  ),
  jobs: sorted(projects.map(({ projectId, totalJobs }) => [projectId, totalJobs])),
});
