import { z } from "zod";
import type { HttpError } from "../response/http-error";

/** What the edge server reads of a request that may call a server action of Next. */
export interface ActionRequest {
  /** The header `next-action`, with which a script calls an action; undefined for a form without scripts. */
  actionId: string | undefined;
  /** The body, if it is a multipart form. */
  form: FormData | null;
  /** The body, if it is not a form. */
  text: string;
}

const MALFORMED_ACTION: HttpError = { status: 400, message: "The server action is malformed." };

const ACTION_ID = /^[0-9a-f]{42}$/;
const DIRECT_FIELD = /^\$ACTION_ID_(.*)$/s;
const BOUND_FIELD = /^\$ACTION_REF_(.*)$/s;
const MAX_DEPTH = 20;

/**
 * React writes other values than plain ones as texts that start with `$`. The pages send only these: a
 * text that itself starts with `$`, undefined and a date. The other kinds refer to further parts of the
 * body, and React fails if these are missing.
 */
const KNOWN_VALUE = /^\$(\$|undefined$|D[\dTZ:.-]*$)/;
/** A reference to the fields of a form, which every action has as its last argument. */
const FORM_VALUE = /^\$K[0-9a-f]{1,4}$/;
/** An action as a form without scripts describes it; `bound` refers to its state. */
const boundAction = z.strictObject({
  id: z.string().regex(ACTION_ID),
  bound: z.literal("$@1").nullish(),
});

/**
 * Returns the error for a call of a server action that React cannot decode; null for a valid call. Next
 * itself would answer with a 500 and log the error.
 */
export function actionError({ actionId, form, text }: ActionRequest): HttpError | null {
  const isValid =
    actionId === undefined
      ? form === null || callsAction(form)
      : ACTION_ID.test(actionId) && isCall(form ? form.getAll("0") : [text]);
  return isValid ? null : MALFORMED_ACTION;
}

/** Whether a form that was sent without scripts names an action, with arguments that can be decoded. */
function callsAction(form: FormData): boolean {
  const names = [...form.keys()];
  const direct = names.flatMap((name) => DIRECT_FIELD.exec(name)?.[1] ?? []);
  const bound = names.flatMap((name) => BOUND_FIELD.exec(name)?.[1] ?? []);
  return (
    direct.length + bound.length > 0 &&
    direct.every((id) => ACTION_ID.test(id)) &&
    bound.every((number) => isBoundAction(form, number))
  );
}

function isBoundAction(form: FormData, number: string): boolean {
  const { data: action } = boundAction.safeParse(parseOnly(form.getAll(`$ACTION_${number}:0`)));
  if (!action?.bound) return action !== undefined;
  const list = parseOnly(form.getAll(`$ACTION_${number}:1`));
  return Array.isArray(list) && list.length === 1 && isState(list[0]);
}

/** Whether the only value is the arguments of an action: its form, and before it the state, if it has one. */
function isCall(values: FormDataEntryValue[]): boolean {
  const list = parseOnly(values);
  if (!Array.isArray(list) || list.length > 2) return false;
  const form: unknown = list.at(-1);
  const isForm = typeof form === "string" && FORM_VALUE.test(form);
  return isForm && list.slice(0, -1).every(isState);
}

const isState = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value) && isKnownValue(value);

/** Parses the only value as JSON. Returns undefined if there is another number of values or no JSON. */
function parseOnly([value, ...others]: FormDataEntryValue[]): unknown {
  if (typeof value !== "string" || others.length > 0) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function isKnownValue(value: unknown, depth = 0): boolean {
  if (typeof value === "string") return !value.startsWith("$") || KNOWN_VALUE.test(value);
  if (typeof value !== "object" || value === null) return true;
  return depth < MAX_DEPTH && Object.values(value).every((part) => isKnownValue(part, depth + 1));
}
