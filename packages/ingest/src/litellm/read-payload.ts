import type { ReportedCall } from "../calls/reported-call";
import { withStorableNames } from "../calls/with-storable-names";
import { problemOf } from "../fields/field-problems";
import { UnreadableField } from "../fields/unreadable-field";
import { callOf } from "./reported-call";
import { liteLlmEntry } from "./standard-logging-payload";
import { isWithoutUsage } from "./tokens-and-cost";

/** An entry with its call; null where it used nothing that could be charged. */
export type ReadEntry = { id: string; call: ReportedCall | null } | UnreadEntry;

interface UnreadEntry {
  /** Null where none can be read. */
  id: string | null;
  problem: string;
}

const NOT_AN_ENTRY = "the entry must be a JSON object, as LiteLLM's generic_api callback sends it";

/** Reads one entry of a body, or says which fields are wrong and what they must be. */
export function readEntry(raw: unknown, now: Date): ReadEntry {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    return { id: null, problem: NOT_AN_ENTRY };
  const { data: entry, error } = liteLlmEntry.safeParse(raw, { reportInput: true });
  if (error) return { id: idOf(raw), problem: problemOf(error.issues, (field) => field) };
  try {
    return {
      id: entry.id,
      call: isWithoutUsage(entry) ? null : withStorableNames(callOf(entry, now)),
    };
  } catch (error) {
    if (error instanceof UnreadableField) return { id: entry.id, problem: error.message };
    throw error;
  }
}

const idOf = (raw: object): string | null =>
  liteLlmEntry.shape.id.safeParse(Reflect.get(raw, "id")).data ?? null;
