import { reportJob, reportRun } from "@ai-cost/ledger";
import { type AgentNames, agentTypeFor, loadAgentNames } from "../calls/agent-names";
import type { IngestContext } from "../calls/ingest-context";
import type { TakenEvent } from "./read/accept-event";
import type { JobEvent, RunEvent } from "./schema/events";

/** Records what events say of their runs, each committed before the next; answers in their order. */
export async function recordRuns(context: IngestContext, events: readonly TakenEvent<RunEvent>[]) {
  const outcomes = [];
  for (const event of events) outcomes.push(await recordRun(context, event));
  return outcomes;
}

function recordRun({ db, projectId, now }: IngestContext, taken: TakenEvent<RunEvent>) {
  const { run, status, trigger = null } = taken.event;
  const times = timesOf(taken.event);
  return reportRun(
    db,
    { projectId, now },
    {
      idempotencyKey: taken.name,
      content: { status, trigger, ...times },
      externalId: run,
      status,
      trigger,
      ...(times.startedAt && { startedAt: times.startedAt }),
      at: times.at ?? now,
    },
  );
}

/** Records what events say of their jobs, each committed before the next; answers in their order. */
export async function recordJobs(context: IngestContext, events: readonly TakenEvent<JobEvent>[]) {
  if (events.length === 0) return [];
  const outcomes = [];
  const names = await context.db.read((tx) => loadAgentNames(tx, context.projectId));
  for (const event of events) outcomes.push(await recordJob(context, event, names));
  return outcomes;
}

function recordJob(
  { db, projectId, now }: IngestContext,
  taken: TakenEvent<JobEvent>,
  names: AgentNames,
) {
  const { run, job, status, agent = null } = taken.event;
  const times = timesOf(taken.event);
  return reportJob(
    db,
    { projectId, now },
    {
      idempotencyKey: taken.name,
      content: { agent, status, ...times },
      externalId: job,
      runExternalId: run,
      // Without a name it waits: the project's default would contradict a report that names it.
      ...(agent !== null && { agentType: agentTypeFor(names, agent), agentName: agent }),
      status,
      ...(times.startedAt && { startedAt: times.startedAt }),
      at: times.at ?? now,
    },
  );
}

/** Null where the event does not say; the time of receipt is no part of what a repeat must equal. */
const timesOf = ({ time, startedAt }: RunEvent | JobEvent) => ({
  at: time ? new Date(time) : null,
  startedAt: startedAt ? new Date(startedAt) : null,
});
