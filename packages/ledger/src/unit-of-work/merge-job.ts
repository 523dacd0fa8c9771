import { isFinalStatus, UNNAMED_AGENT_TYPE } from "@ai-cost/domain";
import { conflict, isRefusal, type Refusal } from "../outcome";
import type { Job } from "./rows";

/** What a report says about a job. It may give the agent, the status, both or neither. */
export interface JobState {
  /** The agent type; null, absent or `unknown` when the report names no agent. */
  agentType?: string | null | undefined;
  /** The agent's name, which was mapped to `agentType`. */
  agentName?: string | undefined;
  status?: { status: string; at: Date } | undefined;
}

/** Merges a report into the job, or refuses the report because it contradicts the job. */
export function mergeJob(job: Job, { status, ...agent }: JobState): Job | Refusal {
  const named = mergeAgent(job, agent);
  return isRefusal(named) || !status ? named : mergeStatus(named, status);
}

/**
 * Gives a job of type `unknown` the agent type of the report. A job of another type keeps its type. A
 * report with the same agent name as the job is never a conflict, because the mapping from names to types
 * may have changed in between.
 */
function mergeAgent(job: Job, { agentType, agentName }: JobState): Job | Refusal {
  if (!agentType || agentType === UNNAMED_AGENT_TYPE || job.agentType === agentType) return job;
  if (job.agentType === UNNAMED_AGENT_TYPE)
    return { ...job, agentType, agentName: agentName ?? null };
  if (agentName !== undefined && job.agentName === agentName) return job;
  return conflict(
    `job ${job.externalId ?? job.id} has the agent type ${job.agentType}, not ${agentType}`,
  );
}

/**
 * Keeps the first final status that arrives and refuses another one. Its instant is the earliest of all
 * reports of that status.
 */
function mergeStatus(job: Job, { status, at }: { status: string; at: Date }): Job | Refusal {
  if (!isFinalStatus(status)) return isFurther(status, job.status) ? { ...job, status } : job;
  if (isFinalStatus(job.status) && job.status !== status)
    return conflict(`job ${job.externalId ?? job.id} is already ${job.status}`);
  const isEarliest = job.finishedAt === null || at < job.finishedAt;
  return { ...job, status, finishedAt: isEarliest ? at : job.finishedAt };
}

/**
 * Whether a status is further than the job's current one. A job only moves forward, so the order in which
 * reports arrive makes no difference. A status that is not in our vocabulary ranks after `running`; two of
 * these are ordered by their text.
 */
function isFurther(status: string, current: string): boolean {
  const [rank, currentRank] = [rankOf(status), rankOf(current)];
  return rank === currentRank ? rank === OTHER && status > current : rank > currentRank;
}

const OTHER = 2;
const FINAL = 3;

function rankOf(status: string): number {
  if (status === "queued") return 0;
  if (status === "running") return 1;
  return isFinalStatus(status) ? FINAL : OTHER;
}
