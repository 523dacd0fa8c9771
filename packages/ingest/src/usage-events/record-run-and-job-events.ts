import { reportJob, reportRun } from "@ai-cost/ledger";
import { type AgentNames, agentTypeFor, loadAgentNames } from "../calls/agent-names";
import type { IngestContext } from "../calls/ingest-context";
import type { AcceptedEvent } from "./read/read-event";
import type { JobEvent, RunEvent } from "./schema/events";

/** Records the states of runs, each in its own transaction. Returns the outcomes in order. */
export async function recordRunEvents(
  context: IngestContext,
  events: readonly AcceptedEvent<RunEvent>[],
) {
  const outcomes = [];
  for (const event of events) outcomes.push(await recordRunEvent(context, event));
  return outcomes;
}

function recordRunEvent(
  { db, projectId, now }: IngestContext,
  { event, key }: AcceptedEvent<RunEvent>,
) {
  const { run, status, trigger = null } = event;
  const times = timesOf(event);
  return reportRun(
    db,
    { projectId, now },
    {
      idempotencyKey: key,
      content: { status, trigger, ...times },
      externalId: run,
      status,
      trigger,
      ...(times.startedAt && { startedAt: times.startedAt }),
      at: times.at ?? now,
    },
  );
}

/** Records the states of jobs, each in its own transaction. Returns the outcomes in order. */
export async function recordJobEvents(
  context: IngestContext,
  events: readonly AcceptedEvent<JobEvent>[],
) {
  if (events.length === 0) return [];
  const outcomes = [];
  const names = await context.db.read((tx) => loadAgentNames(tx, context.projectId));
  for (const event of events) outcomes.push(await recordJobEvent(context, event, names));
  return outcomes;
}

function recordJobEvent(
  context: IngestContext,
  { event, key }: AcceptedEvent<JobEvent>,
  names: AgentNames,
) {
  const { run, job, status, agent = null } = event;
  const times = timesOf(event);
  return reportJob(context.db, context, {
    idempotencyKey: key,
    content: { agent, status, ...times },
    externalId: job,
    runExternalId: run,
    // A job without an agent name gets no agent type yet. If it got the project's default type, a later
    // report that names the agent would be a conflict.
    ...(agent !== null && { agentType: agentTypeFor(names, agent), agentName: agent }),
    status,
    ...(times.startedAt && { startedAt: times.startedAt }),
    at: times.at ?? context.now,
  });
}

/**
 * Returns the times in the event; `at` is null when the event has no time. The time of receipt is not used
 * instead, because it would differ when the event is sent again.
 */
const timesOf = ({ time, startedAt }: RunEvent | JobEvent) => ({
  at: time ? new Date(time) : null,
  startedAt: startedAt ? new Date(startedAt) : null,
});
