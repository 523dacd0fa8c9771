import type { RouterOutputs } from "@ai-cost/api";
import { type Answer, sorted } from "../answer";

const microUsd = (dollars: number): number => Math.round(dollars * 1e6);

type AiCost = RouterOutputs["aiCost"];

export const summaryAnswer = (summary: AiCost["getMonthlySummary"]): Answer => ({
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

export const seriesAnswer =
  <Key extends string>(key: Key) =>
  (points: readonly (Point & Record<Key, string>)[]): Answer => ({
    spend: sorted(points.map((point) => [point[key], microUsd(point.cost), point.totalTokens])),
    jobs: sorted(points.map((point) => [point[key], point.jobCount])),
  });

export const recentAnswer = (charges: AiCost["getRecentTransactions"]): Answer => ({
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

export const projectsAnswer = ({ projects }: AiCost["getCrossProjectSummary"]): Answer => ({
  spend: sorted(
    projects.map(({ projectId, cost, totalTokens }) => [projectId, microUsd(cost), totalTokens]),
  ),
  jobs: sorted(projects.map(({ projectId, totalJobs }) => [projectId, totalJobs])),
});
