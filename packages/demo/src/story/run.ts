import type { FinalStatus } from "@ai-cost/domain";
import type { UsageReport } from "@ai-cost/ledger";
import { AGENTS, type Agent } from "./agents";
import { chargeFor } from "./charge";
import type { Pipeline } from "./pipelines";
import type { Random } from "./random";

/** A run with everything that was metered in it, in the order of time. */
export interface StoryRun {
  externalId: string;
  trigger: string;
  /** Open vocabulary while it goes on; final when `finishedAt` is set. */
  status: string;
  finishedAt: Date | null;
  reports: UsageReport[];
}

export interface RunPlan {
  pipeline: Pipeline;
  externalId: string;
  trigger: string;
  startedAt: Date;
  testsOnHouseModel: boolean;
}

interface JobPlan {
  agentType: Agent;
  externalId: string;
  calls: number;
  status: FinalStatus;
}

const SECOND_MS = 1000;

/** Tells a run from its first job to its last; the first job that does not complete ends it. */
export function tellRun(plan: RunPlan, random: Random): StoryRun {
  const jobs = planJobs(plan, random);
  const reports: UsageReport[] = [];
  let at = plan.startedAt;
  for (const job of jobs) {
    const jobReports = tellJob(plan, job, at, random);
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

function tellJob(
  plan: RunPlan,
  { agentType, externalId, calls, status }: JobPlan,
  startedAt: Date,
  random: Random,
): UsageReport[] {
  const reports: UsageReport[] = [];
  let atMs = startedAt.getTime();
  for (let number = 1; number <= calls; number += 1) {
    atMs += random.integer(25, 240) * SECOND_MS;
    const occurredAt = new Date(atMs);
    const job = { externalId, agentType, startedAt };
    const ended = number === calls ? { ...job, finished: { status, at: occurredAt } } : job;
    reports.push(chargeFor(plan, ended, { number, occurredAt }, random));
  }
  return reports;
}

function planJobs({ pipeline, externalId }: RunPlan, random: Random): JobPlan[] {
  const jobs: JobPlan[] = [];
  for (const { agent, probability, mostJobs } of pipeline.steps) {
    if (!random.chance(probability)) continue;
    const count = random.integer(1, mostJobs);
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
  const [fewest, most] = AGENTS[agentType].calls;
  const status = random.pick<FinalStatus>([
    [1 - failureShare * 1.2, "completed"],
    [failureShare, "failed"],
    [failureShare / 5, "cancelled"],
  ]);
  return { agentType, externalId, calls: random.integer(fewest, most), status };
};
