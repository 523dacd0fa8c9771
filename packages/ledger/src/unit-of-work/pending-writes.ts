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
 * The unit of work of one transaction. It holds the runs and jobs by their external ids, with their
 * rows before and after the transaction, and the ledger's rows to insert. The database is not changed until
 * `applyWrites`.
 */
export interface PendingWrites {
  runs: Map<string, RunChange>;
  /** The external id of a merged job leads to the job that it counts for. */
  jobs: Map<string, JobChange>;
  /** The jobs that the transaction merges. */
  mergedJobs: JobChange[];
  /** What the adjustments of charges with a usage gap add to the rollup of usage gaps. */
  usageGaps: UsageGapChange[];
  transactions: { transaction: CreditTransaction; job: JobChange }[];
  /** Further keys of charges, which no other charge may have in the meantime. */
  freeKeys: string[];
  /** Keys of the new charges that no charge may have as its own key in the meantime. */
  freeOwnKeys: string[];
  /** Further keys of charges, to insert. */
  newKeys: ChargeKey[];
  /** Charges that turned out to be the same call as another charge, which gets all their keys. */
  redirectedCharges: { fromId: string; toId: string }[];
  /** Counts what the months still hold; absent while no month of the project is nearly full. */
  room?: MonthRoom;
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
  /** The instant that the report is about. The job and the run had started by then. */
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
  redirectedCharges: [],
});

/** Starts a unit of work: locks these jobs and those with the other external ids, and reads the runs. */
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
 * Adds a job and its run with everything that a report says about them, or refuses the report and adds
 * nothing. When the job is merged, the report counts for the job that it was merged into. What it says
 * about the merged job's agent, status and run does not count then, as if it had come before the merge.
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

/** Each job once, although the external ids of merged jobs lead to the same job. */
const jobsOf = ({ jobs, mergedJobs }: PendingWrites): JobChange[] => [
  ...new Set([...jobs.values(), ...mergedJobs]),
];

/** Whether the unit of work changes which keys lead to a charge, beside the keys of new charges. */
export const changesKeys = ({ newKeys, redirectedCharges }: PendingWrites): boolean =>
  newKeys.length + redirectedCharges.length > 0;

export const hasInserts = ({ transactions, newKeys }: PendingWrites): boolean =>
  transactions.length + newKeys.length > 0;

export function hasUpdates(writes: PendingWrites): boolean {
  const { runs, jobs } = updatesOf(writes);
  return runs.length + jobs.length > 0;
}

const exists = <Change extends JobChange | RunChange>(
  change: Change,
): change is Change & { before: NonNullable<Change["before"]> } => change.before !== null;

const isChanged = ({ before, after }: JobChange | RunChange) => !isDeepStrictEqual(before, after);
