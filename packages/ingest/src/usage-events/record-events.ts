import type { IngestContext } from "../calls/ingest-context";
import { recordCalls } from "../calls/record-calls";
import { type EventOutcome, resultOf } from "./event-result";
import { type TakenEvent, takeEvent } from "./read/accept-event";
import { reportedCall } from "./read/reported-call";
import { recordJobs, recordRuns } from "./record-states";
import type { JobEvent, RunEvent, UsageEvent } from "./schema/events";
import type { EventResult } from "./schema/response";

/**
 * Records a batch of events as they stand in a body and answers for each, in order. Runs come first,
 * then jobs, then calls, so that a run or job is made by what is said of it rather than by a mention;
 * nothing else depends on their order. What a failure leaves undone is done when the batch is sent
 * again.
 */
export async function recordEvents(
  context: IngestContext,
  raw: readonly unknown[],
): Promise<EventResult[]> {
  const events = raw.map((event) => takeEvent(event, context.now));
  const taken = events.filter((event) => "event" in event);
  const [runs, jobs, calls] = [taken.filter(isRun), taken.filter(isJob), taken.filter(isUsage)];
  const recorded: EventOutcome[] = [
    ...(await recordRuns(context, runs)),
    ...(await recordJobs(context, jobs)),
    ...(await recordUsage(context, calls)),
  ];
  const outcomes = new Map<object, EventOutcome>();
  for (const [index, event] of [...runs, ...jobs, ...calls].entries()) {
    const outcome = recorded[index];
    if (outcome) outcomes.set(event, outcome);
  }
  return events.map((event) => resultOf(event, outcomes.get(event)));
}

const isRun = (taken: TakenEvent): taken is TakenEvent<RunEvent> => taken.event.type === "run";
const isJob = (taken: TakenEvent): taken is TakenEvent<JobEvent> => taken.event.type === "job";
const isUsage = (taken: TakenEvent): taken is TakenEvent<UsageEvent> =>
  taken.event.type === "usage";

const recordUsage = (context: IngestContext, events: readonly TakenEvent<UsageEvent>[]) =>
  recordCalls(
    context,
    events.map(({ event, name }) => reportedCall(event, name, context.now)),
  );
