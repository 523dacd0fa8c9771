import { isDeepStrictEqual } from "node:util";
import { type Executor, newId } from "@ai-cost/db";
import { UNNAMED_AGENT_TYPE } from "@ai-cost/domain";
import type { RunMention } from "../types";
import type { Entry } from "./credit-transactions";
import { earliest } from "./earliest";
import { type JobChange, type LockedJob, lockJobsNamed } from "./jobs";
import { toldJob } from "./merge-job";
import { mentionedRun, UNREPORTED_STATUS } from "./merge-run";
import { findRunsNamed, openedRun, type RunChange } from "./runs";

/** What a transaction has read and locked, and what it has decided; nothing of it is written yet. */
export interface Books {
  runsByName: Map<string, RunChange>;
  jobsByName: Map<string, JobChange>;
  charges: { entry: Entry; job: JobChange }[];
}

const isKnown = <Change extends JobChange | RunChange>(
  change: Change,
): change is Change & { before: NonNullable<Change["before"]> } => change.before !== null;

/** The rows that the books make. */
export const newIn = ({ runsByName, jobsByName, charges }: Books) => ({
  runs: [...runsByName.values()].filter((run) => !isKnown(run)).map(({ after }) => after),
  jobs: [...jobsByName.values()].filter((job) => !isKnown(job)).map(({ after }) => after),
  entries: charges.map(({ entry }) => entry),
});

/** The jobs that were there, as the books leave them. */
export const knownJobsIn = ({ jobsByName }: Books) =>
  [...jobsByName.values()].filter(isKnown).map(({ after }) => after);

/** The rows that were there and become others. */
export const changedIn = ({ runsByName, jobsByName }: Books) => ({
  runs: [...runsByName.values()].filter(isKnown).filter(isChanged),
  jobs: [...jobsByName.values()].filter(isKnown).filter(isChanged),
});

export function isChanging(books: Books): boolean {
  const { runs, jobs } = changedIn(books);
  return runs.length + jobs.length > 0;
}

const isChanged = ({ before, after }: JobChange | RunChange) => !isDeepStrictEqual(before, after);

/** What a charge or a report says of a job and of the run that it belongs to. */
export interface Mention {
  run: RunMention;
  job: {
    externalId: string;
    agentType?: string | null | undefined;
    agentName?: string | undefined;
    status?: { status: string; at: Date } | undefined;
    startedAt?: Date | undefined;
  };
  /** The instant of what it tells: job and run have started by then. */
  at: Date;
}

/** A job and its run by their callers' names. */
export interface Named {
  run: { externalId: string };
  job: { externalId: string };
}

export const emptyBooks = (): Books => ({
  runsByName: new Map(),
  jobsByName: new Map(),
  charges: [],
});

/** Reads the runs and locks the jobs of these names. */
export async function openBooks(
  tx: Executor,
  projectId: string,
  mentions: readonly Named[],
): Promise<Books> {
  const namesOf = (mentioned: { externalId: string }[]) => [
    ...new Set(mentioned.map(({ externalId }) => externalId)),
  ];
  const jobs = await lockJobsNamed(tx, projectId, namesOf(mentions.map(({ job }) => job)));
  const runs = await findRunsNamed(tx, projectId, namesOf(mentions.map(({ run }) => run)));
  return {
    runsByName: new Map(runs.map((run) => [run.externalId ?? "", { before: run, after: run }])),
    jobsByName: new Map(jobs.map((job) => [job.externalId ?? "", { before: job, after: job }])),
    charges: [],
  };
}

/** Enters a job and its run with all that is said of them, or says what contradicts and enters nothing. */
export function enterJob(books: Books, { run, job: mention, at }: Mention): JobChange | string {
  const startedAt = earliest(at, mention.startedAt);
  const runChange = books.runsByName.get(run.externalId) ?? {
    before: null,
    after: openedRun(run.externalId, startedAt),
  };
  const runId = runChange.after.id;
  const job = books.jobsByName.get(mention.externalId) ?? openedJob(mention, runId, startedAt);
  if (job.after.pipelineRunId !== runId)
    return `job ${mention.externalId} belongs to another run than ${run.externalId}`;
  const after = toldJob(job.after, mention);
  if (typeof after === "string") return after;

  job.after = { ...after, startedAt: earliest(after.startedAt, startedAt) };
  runChange.after = mentionedRun(runChange.after, {
    trigger: run.trigger ?? null,
    status: run.status ?? UNREPORTED_STATUS,
    startedAt: earliest(startedAt, run.startedAt),
  });
  books.jobsByName.set(mention.externalId, job);
  books.runsByName.set(run.externalId, runChange);
  return job;
}

function openedJob(
  { externalId }: Mention["job"],
  pipelineRunId: string,
  startedAt: Date,
): JobChange {
  const after: LockedJob = {
    id: newId(),
    externalId,
    pipelineRunId,
    agentType: UNNAMED_AGENT_TYPE,
    agentName: null,
    status: "queued",
    startedAt,
    finishedAt: null,
    firstChargedAt: null,
  };
  return { before: null, after };
}
