import { type JobUpdate, updateJobs } from "@ai-cost/ledger";
import { type AgentNames, agentTypeFor, loadAgentNames } from "../../../calls/agent-names";
import type { IngestContext } from "../../../calls/ingest-context";
import { findJobAncestors, type JobAncestors } from "./ancestors";
import { deleteUnsettledJobs, findUnsettledJobs, type UnsettledJob } from "./unsettled-jobs";

/**
 * Exporters send all spans of a trace within minutes, so a parent that is missing after an hour will not
 * arrive.
 */
const OVERDUE_AFTER_MS = 60 * 60 * 1000;
const BATCH_JOBS = 500;

/** The service name that OpenTelemetry SDKs use when none is configured. */
const DEFAULT_SERVICE_NAME = /^unknown_service/;

/**
 * Names and ends the jobs whose ancestors are complete. It looks at the jobs of these traces and at
 * overdue jobs. It also names the jobs in `reportedJobs` whose own calls name their agent. Running it
 * again changes nothing, because the first name and the first end of a job are final.
 */
export async function settleJobs(
  context: IngestContext,
  traceIds: readonly string[],
  reportedJobs: readonly UnsettledJob[],
): Promise<void> {
  const { db, projectId, now } = context;
  const overdueAt = new Date(now.getTime() - OVERDUE_AFTER_MS);
  const { settled, names } = await db.read(async (tx) => {
    const jobs = await findUnsettledJobs(tx, projectId, { traceIds, overdueAt });
    return {
      settled: await findJobAncestors(tx, projectId, jobs),
      names: await loadAgentNames(tx, projectId),
    };
  });
  const updates = [
    ...reportedJobs.flatMap((job) => namingOf(names, job)),
    ...settled.flatMap((job) => updatesOf(names, job)),
  ];
  for (let first = 0; first < updates.length; first += BATCH_JOBS)
    await updateJobs(db, { projectId, now }, updates.slice(first, first + BATCH_JOBS));
  if (settled.length > 0) await db.write((tx) => deleteUnsettledJobs(tx, projectId, settled));
}

/**
 * The updates of a job. The name and the end are separate updates, so that a conflict about the name does
 * not prevent the end.
 */
function updatesOf(names: AgentNames, job: JobAncestors): JobUpdate[] {
  const externalId = job.jobExternalId;
  const agentName = job.agentName ?? (names.defaultType === null ? serviceNameOf(job) : null);
  const agentType = agentTypeFor(names, agentName);
  const naming = agentType === null ? [] : [{ externalId, agentType, agentName: agentName ?? "" }];
  if (job.endedAt === null) return naming;
  const status = job.isFailed ? "failed" : "completed";
  return [...naming, { externalId, finished: { status, at: new Date(job.endedAt) } }];
}

function namingOf(
  names: AgentNames,
  { jobExternalId: externalId, agentName }: UnsettledJob,
): JobUpdate[] {
  if (agentName === null) return [];
  const agentType = agentTypeFor(names, agentName);
  return agentType === null ? [] : [{ externalId, agentType, agentName }];
}

const serviceNameOf = ({ serviceName }: JobAncestors): string | null =>
  serviceName === null || DEFAULT_SERVICE_NAME.test(serviceName) ? null : serviceName;
