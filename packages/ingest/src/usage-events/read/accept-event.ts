import { instantProblem } from "@ai-cost/domain";
import { eventName } from "./event-key";
import { type Event, readEvent } from "./parse-event";

/** An event that can be recorded, under the name that it has in its project. */
export interface TakenEvent<Of extends Event = Event> {
  id: string;
  name: string;
  event: Of;
  /** Fields that mean nothing. */
  ignored: readonly string[];
}

export interface UntakenEvent {
  /** Null where none can be read. */
  id: string | null;
  problem: string;
}

const TOO_LONG = "id and source are too long together: shorten one of them";

/** An event of a body, read and held against the clock; else why it cannot be recorded. */
export function takeEvent(raw: unknown, now: Date): TakenEvent | UntakenEvent {
  const read = readEvent(raw);
  if ("problem" in read) return read;
  const name = eventName(read.event.source ?? "", read.id);
  if (name === null) return { id: read.id, problem: TOO_LONG };
  const problem = timeProblem(read.event, now);
  return problem === null ? { ...read, name } : { id: read.id, problem };
}

function timeProblem(event: Event, now: Date): string | null {
  const times = { time: event.time, startedAt: "startedAt" in event ? event.startedAt : null };
  for (const [field, text] of Object.entries(times)) {
    const problem = text && instantProblem(new Date(text), now);
    if (problem) return `${field} ${problem}`;
  }
  return null;
}
