import { problemOf } from "../../fields/field-problems";
import { isCloudEvent, unwrapped } from "../schema/cloud-event";
import { headFields } from "../schema/event-fields";
import { jobEvent, runEvent, usageEvent } from "../schema/events";
import { unknownFields } from "./unknown-fields";

const SCHEMAS = { usage: usageEvent, run: runEvent, job: jobEvent };
type Kind = keyof typeof SCHEMAS;

/** An event whose fields are as its schema says. */
export type Event = ReturnType<(typeof SCHEMAS)[Kind]["parse"]>;

export type ReadEvent =
  | { id: string; event: Event; ignored: string[] }
  /** `id` is null where none can be read. */
  | { id: string | null; problem: string };

const NOT_AN_EVENT = "the event must be a JSON object";
const NO_KIND = "type must be usage, run or job; without one the event is usage";

/** Reads one event of a body, or says which fields are wrong and what to do. */
export function readEvent(raw: unknown): ReadEvent {
  if (!isObject(raw)) return { id: null, problem: NOT_AN_EVENT };
  if (!isCloudEvent(raw)) return readFields(raw, raw, (field) => field);
  const { issues, event, data } = unwrapped(raw);
  if (issues) return { id: idOf(raw), problem: problemOf(issues, (field) => field) };
  return readFields(event, data, (field) => (ENVELOPE.has(field) ? field : `data.${field}`));
}

const isObject = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw);

/** What a CloudEvent says outside of its `data`. */
const ENVELOPE = new Set([...Object.keys(headFields), "type"]);

function readFields(
  raw: Record<string, unknown>,
  fields: Record<string, unknown>,
  pathOf: (field: string) => string,
): ReadEvent {
  const { type: kind = "usage" } = raw;
  if (!isKind(kind)) return { id: idOf(raw), problem: NO_KIND };
  const { data: event, error } = SCHEMAS[kind].safeParse(raw, { reportInput: true });
  if (error) return { id: idOf(raw), problem: problemOf(error.issues, pathOf) };
  const isKnown = (field: string) =>
    Object.hasOwn(SCHEMAS[kind].shape, field) && (raw === fields || !ENVELOPE.has(field));
  return { id: event.id, event, ignored: unknownFields(fields, isKnown) };
}

const isKind = (kind: unknown): kind is Kind =>
  typeof kind === "string" && Object.hasOwn(SCHEMAS, kind);

const idOf = ({ id }: Record<string, unknown>): string | null =>
  headFields.id.safeParse(id).data ?? null;
