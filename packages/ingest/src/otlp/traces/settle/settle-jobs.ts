import { type JobMerge, type JobUpdate, mergeJobs, updateJobs } from "@ai-cost/ledger";
import type { AgentNames } from "../../../calls/agent-names";
import type { IngestContext } from "../../../calls/ingest-context";
import { type CallJob, jobOfCall } from "../tree/job-of-call";
import type { TraceTree } from "../tree/trace-tree";
import { jobStateOf } from "./job-state";
import { deleteUnsettledJobs, type FoundUnsettledJob, saveUnsettledJobs } from "./unsettled-jobs";

const BATCH_JOBS = 500;

/**
 * A job in which calls were recorded, and the job to which these calls belong according to the spans that
 * have arrived.
 */
interface FoundJob {
  unsettled: FoundUnsettledJob;
  job: CallJob;
}

/**
 * Merges unsettled jobs into the jobs that their calls belong to. Names and ends the jobs for which enough
 * spans have arrived. `reported` are the jobs of the request's own calls. Running it again changes
 * nothing, because the first name and the first end of a job are final.
 */
export async function settleJobs(
  context: IngestContext,
  { tree, names }: { tree: TraceTree; names: AgentNames },
  {
    unsettled,
    reported,
  }: { unsettled: readonly FoundUnsettledJob[]; reported: readonly CallJob[] },
): Promise<void> {
  const found = unsettled.flatMap((unsettled) => foundJob(tree, unsettled));
  const merges = found.flatMap(mergesOf);
  for (let first = 0; first < merges.length; first += BATCH_JOBS)
    await mergeJobs(context.db, context, merges.slice(first, first + BATCH_JOBS));
  const jobs = [...reported, ...found.map(({ job }) => job)];
  const updates = jobs.flatMap((job) => updatesOf(names, job));
  for (let first = 0; first < updates.length; first += BATCH_JOBS)
    await updateJobs(context.db, context, updates.slice(first, first + BATCH_JOBS));
  await replaceUnsettledJobs(context, found);
}

/**
 * Returns the unsettled job with the job that its calls belong to now. Returns nothing if the spans that
 * have arrived show nothing new.
 */
function foundJob(tree: TraceTree, unsettled: FoundUnsettledJob): FoundJob[] {
  const job = jobOfCall(tree, unsettled, unsettled.isOverdue);
  return job.isSettled || job.externalId !== unsettled.jobExternalId ? [{ unsettled, job }] : [];
}

function mergesOf({ unsettled, job }: FoundJob): JobMerge[] {
  const { jobExternalId: fromExternalId, conversation, traceId } = unsettled;
  const runExternalId = conversation ?? traceId;
  return fromExternalId === job.externalId
    ? []
    : [{ fromExternalId, intoExternalId: job.externalId, runExternalId }];
}

/**
 * Returns the updates of a job. The name and the end are separate updates, so that a conflict about the
 * name does not prevent the end.
 */
function updatesOf(names: AgentNames, job: CallJob): JobUpdate[] {
  const { externalId, agentType, agentName, finished } = jobStateOf(names, job);
  return [
    ...(agentType ? [{ externalId, agentType, agentName }] : []),
    ...(finished ? [{ externalId, finished }] : []),
  ];
}

/**
 * Deletes the settled jobs from the list of unsettled ones, and saves the remaining ones under their
 * current names.
 */
async function replaceUnsettledJobs(
  context: IngestContext,
  found: readonly FoundJob[],
): Promise<void> {
  if (found.length === 0) return;
  const waiting = found
    .filter(({ job }) => !job.isSettled)
    .map(({ unsettled, job }) => ({ ...unsettled, jobExternalId: job.externalId }));
  await context.db.write(async (tx) => {
    await saveUnsettledJobs(tx, context, waiting);
    await deleteUnsettledJobs(
      tx,
      context.projectId,
      found.map(({ unsettled }) => unsettled),
    );
  });
}
