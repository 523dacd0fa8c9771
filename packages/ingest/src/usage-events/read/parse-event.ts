import { fieldProblems } from "../../fields/field-problems";
import { cloudEventFields, isCloudEvent } from "../schema/cloud-event";
import { headFields } from "../schema/event-fields";
import { jobEvent, runEvent, usageEvent } from "../schema/events";
import { unknownFields } from "./unknown-fields";

const SCHEMAS = { usage: usageEvent, run: runEvent, job: jobEvent };
type EventType = keyof typeof SCHEMAS;

/** An event whose fields are valid. */
export type Event = ReturnType<(typeof SCHEMAS)[EventType]["parse"]>;

export interface ParsedEvent<Of extends Event = Event> {
  event: Of;
  /** The names of the event's fields that are unknown and therefore ignored. */
  ignored: readonly string[];
}

export interface InvalidEvent {
  /** The id of the event; null when the event has no valid id. */
  id: string | null;
  problem: string;
}

const NOT_AN_EVENT = "the event must be a JSON object";
const UNKNOWN_TYPE = "type must be usage, run or job; without one the event is usage";

/**
 * Parses one event of a body. The event may be a CloudEvent. For an invalid event, the result states which
 * fields are wrong and how to correct them.
 */
export function parseEvent(raw: unknown): ParsedEvent | InvalidEvent {
  if (!isObject(raw)) return { id: null, problem: NOT_AN_EVENT };
  if (!isCloudEvent(raw)) return parseFields(raw, raw, (field) => field);
  const { issues, fields, data } = cloudEventFields(raw);
  if (issues) return { id: idOf(raw), problem: fieldProblems(issues) };
  return parseFields(fields, data, (field) =>
    ENVELOPE_FIELDS.has(field) ? field : `data.${field}`,
  );
}

const isObject = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw);

/** The names of the fields that a CloudEvent has in its envelope and not in `data`. */
const ENVELOPE_FIELDS = new Set([...Object.keys(headFields), "type"]);

/**
 * Validates the fields of an event. `sent` is the object from the request that contains them: the event
 * itself, or the `data` of a CloudEvent.
 */
function parseFields(
  fields: Record<string, unknown>,
  sent: Record<string, unknown>,
  pathOf: (field: string) => string,
): ParsedEvent | InvalidEvent {
  const { type = "usage" } = fields;
  if (!isEventType(type)) return { id: idOf(fields), problem: UNKNOWN_TYPE };
  const { data: event, error } = SCHEMAS[type].safeParse(fields, { reportInput: true });
  if (error) return { id: idOf(fields), problem: fieldProblems(error.issues, pathOf) };
  const isKnown = (field: string) =>
    Object.hasOwn(SCHEMAS[type].shape, field) && (fields === sent || !ENVELOPE_FIELDS.has(field));
  return { event, ignored: unknownFields(sent, isKnown) };
}

const isEventType = (type: unknown): type is EventType =>
  typeof type === "string" && Object.hasOwn(SCHEMAS, type);

const idOf = ({ id }: Record<string, unknown>): string | null =>
  headFields.id.safeParse(id).data ?? null;
