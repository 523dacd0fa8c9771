import { changeJobs, type JobNews } from "@ai-cost/ledger";
import { type AgentNames, agentTypeFor, loadAgentNames } from "../../../calls/agent-names";
import type { IngestContext } from "../../../calls/ingest-context";
import { findJobAncestors, type JobAncestors } from "./ancestors";
import { deleteUnsettledJobs, findUnsettledJobs, type UnsettledJob } from "./unsettled-jobs";

/** Exporters send a trace within minutes; a parent that has not come by then is none of ours. */
const PATIENCE_MS = 60 * 60 * 1000;
const BATCH_JOBS = 500;

/** What the OpenTelemetry SDKs call a service that nobody has named. */
const UNNAMED_SERVICE = /^unknown_service/;

/**
 * Names and finishes the jobs whose way up to their agent is known by now, in these traces and among
 * those that have waited too long; of the others that `told` are told of, it names those whose calls
 * name their agent. Every step can be done again and changes nothing then: what was refused, such as
 * another name for a job that has one, was decided before and stands.
 */
export async function settleJobs(
  context: IngestContext,
  traceIds: readonly string[],
  told: readonly UnsettledJob[],
): Promise<void> {
  const { db, projectId, now } = context;
  const overdueAt = new Date(now.getTime() - PATIENCE_MS);
  const { ways, names } = await db.read(async (tx) => {
    const waiting = await findUnsettledJobs(tx, projectId, { traceIds, overdueAt });
    return {
      ways: await findJobAncestors(tx, projectId, waiting),
      names: await loadAgentNames(tx, projectId),
    };
  });
  const news = [
    ...told.flatMap(({ jobExternalId, agentName }) => named(names, jobExternalId, agentName)),
    ...ways.flatMap((way) => newsOf(names, way)),
  ];
  for (let first = 0; first < news.length; first += BATCH_JOBS)
    await changeJobs(db, { projectId, now }, news.slice(first, first + BATCH_JOBS));
  if (ways.length > 0) await db.write((tx) => deleteUnsettledJobs(tx, projectId, ways));
}

/** The name and the end apart: a job that another way has named is finished all the same. */
function newsOf(names: AgentNames, way: JobAncestors): JobNews[] {
  const externalId = way.jobExternalId;
  const agentName = way.agentName ?? (names.defaultType === null ? serviceOf(way) : null);
  const agentType = agentTypeFor(names, agentName);
  const name = agentType === null ? [] : [{ externalId, agentType, agentName: agentName ?? "" }];
  if (way.endedAt === null) return name;
  const status = way.isFailed ? "failed" : "completed";
  return [...name, { externalId, finished: { status, at: new Date(way.endedAt) } }];
}

function named(names: AgentNames, externalId: string, agentName: string | null): JobNews[] {
  if (agentName === null) return [];
  const agentType = agentTypeFor(names, agentName);
  return agentType === null ? [] : [{ externalId, agentType, agentName }];
}

const serviceOf = ({ serviceName }: JobAncestors): string | null =>
  serviceName === null || UNNAMED_SERVICE.test(serviceName) ? null : serviceName;
