import { isFinalStatus, UNNAMED_AGENT_TYPE } from "@ai-cost/domain";
import type { LockedJob } from "./jobs";

/** What a charge or a report says of a job. */
interface JobTold {
  /** Null or absent when it says nothing; so is `unknown`. */
  agentType?: string | null | undefined;
  /** Present where the type is mapped from it. */
  agentName?: string | undefined;
  /** Absent when it says nothing. */
  status?: { status: string; at: Date } | undefined;
}

/** The job with all that is told of it, or the first thing that contradicts what is known. */
export function toldJob(job: LockedJob, { status, ...told }: JobTold): LockedJob | string {
  const withName = named(job, told);
  return typeof withName === "string" || !status ? withName : moved(withName, status);
}

/** A known agent's job is nobody else's; by the same name it is the same agent, however that is mapped now. */
function named(job: LockedJob, { agentType, agentName }: JobTold): LockedJob | string {
  if (!agentType || agentType === UNNAMED_AGENT_TYPE || job.agentType === agentType) return job;
  if (job.agentType === UNNAMED_AGENT_TYPE)
    return { ...job, agentType, agentName: agentName ?? null };
  if (agentName !== undefined && job.agentName === agentName) return job;
  return `job ${job.externalId ?? job.id} is of agent type ${job.agentType}, not ${agentType}`;
}

/** The first final status stands, at the earliest instant that it is reported for. */
function moved(job: LockedJob, { status, at }: { status: string; at: Date }): LockedJob | string {
  if (!isFinalStatus(status)) return isFurther(status, job.status) ? { ...job, status } : job;
  if (isFinalStatus(job.status) && job.status !== status)
    return `job ${job.externalId ?? job.id} has already ${statusWord(job.status)}`;
  const isEarliest = job.finishedAt === null || at < job.finishedAt;
  return { ...job, status, finishedAt: isEarliest ? at : job.finishedAt };
}

/** A job only moves on, so that reports may come in any order. Words of others' come after ours. */
function isFurther(status: string, than: string): boolean {
  const [rank, thanRank] = [rankOf(status), rankOf(than)];
  return rank === thanRank ? rank === OTHERS && status > than : rank > thanRank;
}

const OTHERS = 2;
const FINAL = 3;

function rankOf(status: string): number {
  if (status === "queued") return 0;
  if (status === "running") return 1;
  return isFinalStatus(status) ? FINAL : OTHERS;
}

const statusWord = (status: string) => (status === "cancelled" ? "been cancelled" : status);
