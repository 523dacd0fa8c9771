import { isDeepStrictEqual } from "node:util";
import type { Executor } from "@ai-cost/db";
import type { MonthRoom } from "../month-limits/month-room";
import { conflict, isRefusal, type Refusal } from "../outcome";
import type { UsageGapChange } from "../read-model/rollup-changes";
import { earliest } from "./earliest";
import { lockJobsByExternalId } from "./jobs";
import { type JobState, mergeJob } from "./merge-job";
import { fillRun } from "./merge-run";
import {
  type ChargeKey,
  type CreditTransaction,
  DEFAULT_RUN_STATUS,
  type JobChange,
  type LockedJobChange,
  newJob,
  newRun,
  type RunChange,
} from "./rows";
import { findRunsByExternalId } from "./runs";
import type { RunUpdate } from "./updates";

/**
 * The unit of work of one transaction: the runs and jobs by their external ids, each with its row before
 * and after the transaction, and the ledger rows to insert. Nothing is written before `applyWrites`.
 */
export interface PendingWrites {
  runs: Map<string, RunChange>;
  /** The jobs by external id. The external id of a merged job leads to the job that it was merged into. */
  jobs: Map<string, JobChange>;
  /** The jobs that the transaction merges. */
  mergedJobs: JobChange[];
  /** The changes of the usage-gap rollup that come from adjustments of charges with a usage gap. */
  usageGaps: UsageGapChange[];
  transactions: { transaction: CreditTransaction; job: JobChange }[];
  /** The further keys of charges. The write fails if another charge has got one of them in the meantime. */
  freeKeys: string[];
  /**
   * The idempotency keys of new charges. The write fails if another charge has got one of them as its
   * `ownKey` in the meantime.
   */
  freeOwnKeys: string[];
  /** The further keys to insert for charges. */
  newKeys: ChargeKey[];
  /** The keys that lead to other charges than before. */
  movedKeys: ChargeKey[];
  /** The charges that turned out to be the same call as another charge. That other charge gets their keys. */
  redirectedCharges: RedirectedCharge[];
  /** Decides whether rows fit into their month; absent while no month of the project is nearly full. */
  room?: MonthRoom;
}

interface RedirectedCharge {
  fromId: string;
  toId: string;
  /** The key that still leads to the first charge; null or absent when there is none. */
  except?: string | null;
}

/** Identifies a job and its run by their external ids. */
export interface JobReference {
  run: { externalId: string };
  job: { externalId: string };
}

/** What a report says about a job and the run that it belongs to. */
export interface JobAndRunUpdate extends JobReference {
  run: RunUpdate;
  job: JobState & { externalId: string; startedAt?: Date | undefined };
  /** The instant of the report. The job and the run had started by then. */
  at: Date;
}

export const noWrites = (): PendingWrites => ({
  runs: new Map(),
  jobs: new Map(),
  mergedJobs: [],
  usageGaps: [],
  transactions: [],
  freeKeys: [],
  freeOwnKeys: [],
  newKeys: [],
  movedKeys: [],
  redirectedCharges: [],
});

/** Starts a unit of work: locks the jobs of `references` and `otherJobs`, and reads the runs. */
export async function beginWrites(
  tx: Executor,
  projectId: string,
  references: readonly JobReference[],
  otherJobs: readonly string[] = [],
): Promise<PendingWrites> {
  const jobNames = [...new Set([...references.map(({ job }) => job.externalId), ...otherJobs])];
  const runNames = [...new Set(references.map(({ run }) => run.externalId))];
  const jobs = await lockJobsByExternalId(tx, projectId, jobNames);
  const runs = await findRunsByExternalId(tx, projectId, runNames);
  return {
    ...noWrites(),
    runs: new Map(runs.map((run) => [run.externalId ?? "", { before: run, after: run }])),
    jobs,
  };
}

/**
 * Adds a job and its run with everything that a report says about them. Refuses a contradictory report and
 * then adds nothing. When the job is merged, the report counts for the job that it was merged into. The
 * report's agent, status and run are then ignored, just as if the report had arrived before the merge.
 */
export function addJob(
  writes: PendingWrites,
  { run, job, at }: JobAndRunUpdate,
): JobChange | Refusal {
  const startedAt = earliest(at, job.startedAt);
  const runChange = writes.runs.get(run.externalId) ?? {
    before: null,
    after: newRun(run.externalId, startedAt),
  };
  const runId = runChange.after.id;
  const jobChange = writes.jobs.get(job.externalId) ?? {
    before: null,
    after: newJob(job.externalId, runId, startedAt),
  };
  const isMerged = jobChange.after.externalId !== job.externalId;
  if (!isMerged && jobChange.after.pipelineRunId !== runId)
    return conflict(`job ${job.externalId} belongs to another run than ${run.externalId}`);
  const merged = isMerged ? jobChange.after : mergeJob(jobChange.after, job);
  if (isRefusal(merged)) return merged;

  jobChange.after = { ...merged, startedAt: earliest(merged.startedAt, startedAt) };
  runChange.after = fillRun(runChange.after, {
    trigger: run.trigger ?? null,
    status: run.status ?? DEFAULT_RUN_STATUS,
    startedAt: earliest(startedAt, run.startedAt),
  });
  writes.jobs.set(job.externalId, jobChange);
  writes.runs.set(run.externalId, runChange);
  return jobChange;
}

/** The rows of a unit of work that must be inserted. */
export const insertsOf = (writes: PendingWrites) => ({
  runs: [...writes.runs.values()].filter((run) => run.before === null).map(({ after }) => after),
  jobs: jobsOf(writes)
    .filter((job) => job.before === null)
    .map(({ after }) => after),
  transactions: writes.transactions.map(({ transaction }) => transaction),
});

/** The changes of existing rows in a unit of work. */
export const updatesOf = (writes: PendingWrites) => ({
  runs: [...writes.runs.values()].filter(exists).filter(isChanged),
  jobs: existingJobs(writes).filter(isChanged),
});

export const existingJobs = (writes: PendingWrites): LockedJobChange[] =>
  jobsOf(writes).filter(exists);

/**
 * Returns each job once. The map can contain a job several times, because the external ids of merged jobs
 * lead to it.
 */
const jobsOf = ({ jobs, mergedJobs }: PendingWrites): JobChange[] => [
  ...new Set([...jobs.values(), ...mergedJobs]),
];

/** Whether the unit of work changes the keys of charges in another way than by inserting new charges. */
export const changesKeys = ({ newKeys, movedKeys, redirectedCharges }: PendingWrites): boolean =>
  newKeys.length + movedKeys.length + redirectedCharges.length > 0;

export const hasInserts = ({ transactions, newKeys, movedKeys }: PendingWrites): boolean =>
  transactions.length + newKeys.length + movedKeys.length > 0;

export function hasUpdates(writes: PendingWrites): boolean {
  const { runs, jobs } = updatesOf(writes);
  return runs.length + jobs.length > 0;
}

const exists = <Change extends JobChange | RunChange>(
  change: Change,
): change is Change & { before: NonNullable<Change["before"]> } => change.before !== null;

const isChanged = ({ before, after }: JobChange | RunChange) => !isDeepStrictEqual(before, after);
