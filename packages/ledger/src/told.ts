import { isFinalStatus, UNNAMED_AGENT_TYPE } from "@ai-cost/domain";
import type { LockedJob } from "./jobs";
import type { JobNews } from "./types";

/** The job with all that is told of it, or the first thing that contradicts what is known. */
export function told(job: LockedJob, { agentType = null, finished }: JobNews): LockedJob | string {
  const isNamed = agentType !== null && agentType !== UNNAMED_AGENT_TYPE;
  const withName = isNamed ? named(job, agentType) : job;
  return typeof withName === "string" || !finished ? withName : ended(withName, finished);
}

/** A known agent's job is nobody else's. */
function named(job: LockedJob, agentType: string): LockedJob | string {
  if (job.agentType === agentType) return job;
  if (job.agentType !== UNNAMED_AGENT_TYPE)
    return `job ${job.externalId ?? job.id} is of agent type ${job.agentType}, not ${agentType}`;
  return { ...job, agentType };
}

/** The first final status stands, at the earliest instant that it is reported for. */
function ended(job: LockedJob, { status, at }: { status: string; at: Date }): LockedJob | string {
  if (job.status === status)
    return job.finishedAt && at >= job.finishedAt ? job : { ...job, finishedAt: at };
  if (isFinalStatus(job.status))
    return `job ${job.externalId ?? job.id} has already ${statusWord(job.status)}`;
  return { ...job, status, finishedAt: at };
}

const statusWord = (status: string) => (status === "cancelled" ? "been cancelled" : status);
