import { mapInSlices } from "@ai-cost/fairness";
import type { IngestContext } from "../calls/ingest-context";
import { recordCalls } from "../calls/record-calls";
import { callOfEvent } from "./read/call-of-event";
import { type AcceptedEvent, readEvent } from "./read/read-event";
import { recordJobEvents, recordRunEvents } from "./record-run-and-job-events";
import { type EventOutcome, resultOfEvent } from "./result-of-event";
import type { JobEvent, RunEvent, UsageEvent } from "./schema/events";
import type { EventResult } from "./schema/response";

/**
 * Validates and records a batch of events, and returns a result for each event, in order. Run events are
 * recorded first, then job events, then calls. So a run or a job is created from its own event when the
 * batch contains one. The order of the events has no other effect. If the process fails in the middle of a
 * batch, sending the batch again records the rest.
 */
export async function recordUsageEvents(
  context: IngestContext,
  rawEvents: readonly unknown[],
): Promise<EventResult[]> {
  const events = await mapInSlices(rawEvents, (raw) => readEvent(raw, context.now));
  const accepted = events.filter((event) => "key" in event);
  const runs = accepted.filter(isRun);
  const jobs = accepted.filter(isJob);
  const usages = accepted.filter(isUsage);
  const calls = await mapInSlices(usages, ({ event, key }) => callOfEvent(event, key, context.now));
  const outcomes: EventOutcome[] = [
    ...(await recordRunEvents(context, runs)),
    ...(await recordJobEvents(context, jobs)),
    ...(await recordCalls(context, calls)),
  ];
  const outcomeByEvent = new Map<object, EventOutcome | undefined>(
    [...runs, ...jobs, ...usages].map((event, index) => [event, outcomes[index]]),
  );
  return events.map((event) => resultOfEvent(event, outcomeByEvent.get(event)));
}

const isRun = (accepted: AcceptedEvent): accepted is AcceptedEvent<RunEvent> =>
  accepted.event.type === "run";
const isJob = (accepted: AcceptedEvent): accepted is AcceptedEvent<JobEvent> =>
  accepted.event.type === "job";
const isUsage = (accepted: AcceptedEvent): accepted is AcceptedEvent<UsageEvent> =>
  accepted.event.type === "usage";
