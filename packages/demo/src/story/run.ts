import type { FinalStatus } from "@ai-cost/domain";

import { AGENTS, type Agent } from "./company/agents";
import type { Pipeline } from "./company/pipelines";
import type { Random } from "./random";
import { type CallReport, generateReport } from "./usage-report";

/** A run with the usage reports of its model calls, oldest first. */
export interface StoryRun {
  externalId: string;
  trigger: string;
  /** The run's status. It is a final status if `finishedAt` is set. */
  status: string;
  finishedAt: Date | null;
  reports: CallReport[];
}

export interface RunPlan {
  pipeline: Pipeline;
  externalId: string;
  trigger: string;
  startedAt: Date;
  usesSelfHostedModel: boolean;
}

interface JobPlan {
  agentType: Agent;
  externalId: string;
  calls: number;
  status: FinalStatus;
}

const SECOND_MS = 1000;

/** Generates a finished run. A job that fails or is cancelled ends the run. */
export function generateRun(plan: RunPlan, random: Random): StoryRun {
  const jobs = planJobs(plan, random);
  const reports: CallReport[] = [];
  let at = plan.startedAt;
  for (const job of jobs) {
    const jobReports = generateJob(plan, job, at, random);
    reports.push(...jobReports);
    at = jobReports.at(-1)?.occurredAt ?? at;
  }
  return {
    externalId: plan.externalId,
    trigger: plan.trigger,
    status: jobs.at(-1)?.status ?? "completed",
    finishedAt: new Date(at.getTime() + 5 * SECOND_MS),
    reports,
  };
}

function generateJob(
  plan: RunPlan,
  { agentType, externalId, calls, status }: JobPlan,
  startedAt: Date,
  random: Random,
): CallReport[] {
  const reports: CallReport[] = [];
  let atMs = startedAt.getTime();
  for (let number = 1; number <= calls; number += 1) {
    atMs += random.integer(25, 240) * SECOND_MS;
    const occurredAt = new Date(atMs);
    const running = { externalId, agentType, startedAt };
    const job = number === calls ? { ...running, finished: { status, at: occurredAt } } : running;
    reports.push(generateReport(plan, job, { number, occurredAt }, random));
  }
  return reports;
}

function planJobs({ pipeline, externalId }: RunPlan, random: Random): JobPlan[] {
  const jobs: JobPlan[] = [];
  for (const { agent, probability, maxJobs } of pipeline.steps) {
    if (!random.chance(probability)) continue;
    const count = random.integer(1, maxJobs);
    for (let index = 0; index < count; index += 1) {
      const job = planJob(agent, `${externalId}/${jobs.length + 1}-${agent}`, pipeline, random);
      jobs.push(job);
      if (job.status !== "completed") return jobs;
    }
  }
  return jobs;
}

const planJob = (
  agentType: Agent,
  externalId: string,
  { failureShare }: Pipeline,
  random: Random,
): JobPlan => {
  const status = random.pick<FinalStatus>([
    [1 - failureShare * 1.2, "completed"],
    [failureShare, "failed"],
    [failureShare / 5, "cancelled"],
  ]);
  const calls = random.integer(...AGENTS[agentType].callsPerJob);
  return { agentType, externalId, calls, status };
};
