import { instantProblem } from "@ai-cost/domain";
import { eventKey } from "./event-key";
import { type Event, type InvalidEvent, type ParsedEvent, parseEvent } from "./parse-event";

/** An event that can be recorded, with the key that identifies it in its project. */
export interface AcceptedEvent<Of extends Event = Event> extends ParsedEvent<Of> {
  key: string;
}

const TOO_LONG = "id and source are too long together: shorten one of them";

/** Parses one event of a body and checks its times against the clock. */
export function readEvent(raw: unknown, now: Date): AcceptedEvent | InvalidEvent {
  const parsed = parseEvent(raw);
  if ("problem" in parsed) return parsed;
  const { id, source } = parsed.event;
  const key = eventKey(source ?? "", id);
  if (key === null) return { id, problem: TOO_LONG };
  const problem = timeProblem(parsed.event, now);
  return problem === null ? { ...parsed, key } : { id, problem };
}

function timeProblem(event: Event, now: Date): string | null {
  const times = { time: event.time, startedAt: "startedAt" in event ? event.startedAt : null };
  for (const [field, text] of Object.entries(times)) {
    const problem = text && instantProblem(new Date(text), now);
    if (problem) return `${field} ${problem}`;
  }
  return null;
}
