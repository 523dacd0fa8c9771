import { type JsonProblem, parseJson } from "./parse-json";

export const MAX_EVENTS = 1000;

/** Why a body has no events to read; `code` is for programs, `message` for people. */
export interface BodyProblem {
  status: 400 | 413;
  code: string;
  message: string;
}

const SHAPE = "Send one event as a JSON object, or an array of up to 1,000.";

const PROBLEMS: Record<JsonProblem, BodyProblem> = {
  "no-json": { status: 400, code: "not_json", message: `The body is not JSON. ${SHAPE}` },
  "too-deep": {
    status: 400,
    code: "too_deep",
    message: `The body is nested more than 64 deep. ${SHAPE}`,
  },
  "too-many-values": {
    status: 413,
    code: "too_many_values",
    message: "The body has more than 500,000 values. Send fewer events at a time.",
  },
};

/** Reads a body's text: an object is one event, an array is a batch. */
export function readBody(text: string): { events: unknown[] } | { problem: BodyProblem } {
  const parsed = parseJson(text);
  if ("problem" in parsed) return { problem: PROBLEMS[parsed.problem] };
  const { value } = parsed;
  if (typeof value !== "object" || value === null)
    return { problem: { status: 400, code: "not_an_event", message: SHAPE } };
  const events = Array.isArray(value) ? value : [value];
  return events.length > MAX_EVENTS ? { problem: tooMany(events.length) } : { events };
}

const tooMany = (count: number): BodyProblem => ({
  status: 413,
  code: "too_many_events",
  message: `The body has ${count} events. Send at most 1,000 at a time.`,
});
