import type { ReportedCall } from "../calls/reported-call";
import { withStorableNames } from "../calls/with-storable-names";
import { fieldProblems } from "../fields/field-problems";
import { UnreadableField } from "../fields/unreadable-field";
import { callOfPayload } from "./call-of-payload";
import { standardLoggingPayload } from "./standard-logging-payload";
import { hasNoUsage, isAnsweredCall } from "./tokens-and-cost";

/**
 * The result of reading a payload: the call, which is null when no model answered, or the problem of an
 * invalid payload.
 */
export type ReadPayload =
  | { id: string; call: ReportedCall | null }
  /** `id` is null when the payload has no valid id. */
  | { id: string | null; problem: string };

const NOT_AN_OBJECT =
  "the payload must be a JSON object, as LiteLLM's generic_api callback sends it";

/** Reads one payload of a body, or returns which fields are wrong and how to correct them. */
export function readPayload(raw: unknown, now: Date): ReadPayload {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    return { id: null, problem: NOT_AN_OBJECT };
  const { data: payload, error } = standardLoggingPayload.safeParse(raw, { reportInput: true });
  if (error) return { id: idOf(raw), problem: fieldProblems(error.issues) };
  const { id } = payload;
  try {
    const isNoCall = hasNoUsage(payload) && !isAnsweredCall(payload);
    return { id, call: isNoCall ? null : withStorableNames(callOfPayload(payload, now)) };
  } catch (error) {
    if (error instanceof UnreadableField) return { id, problem: error.message };
    throw error;
  }
}

const idOf = (raw: object): string | null =>
  standardLoggingPayload.shape.id.safeParse(Reflect.get(raw, "id")).data ?? null;
