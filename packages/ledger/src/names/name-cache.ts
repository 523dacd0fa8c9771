import { dayOf, KNOWN_AGENT_TYPES, UNNAMED_AGENT_TYPE } from "@ai-cost/domain";
import { LRUCache } from "lru-cache";
import type { LedgerScope } from "../report";

/** A name that is limited by day: the agent type or the canonical model of a report. */
export interface Name {
  kind: "agent_type" | "model";
  name: string;
}

/**
 * The name under which the spend of all names beyond the day's limit counts. It is also the agent type of
 * unnamed jobs.
 */
export const BEYOND_LIMIT = UNNAMED_AGENT_TYPE;

/** The names of a project that this process has looked up in the database. */
interface AskedNames {
  seen: Set<string>;
  /** The names that were beyond the limit on `day`. On any other day they are looked up again. */
  refused: Set<string>;
  day: string;
}

const MAX_PROJECTS = 2_000;
/** The maximum number of refused names in the cache for a project. A name beyond it is looked up for each report. */
const MAX_REFUSED = 10_000;

const askedByProject = new LRUCache<string, AskedNames>({ max: MAX_PROJECTS });

const keyOf = ({ kind, name }: Name) => `${kind} ${name}`;

/** The built-in agent types are not limited, because a caller cannot invent them. */
const needsNoPlace = ({ kind, name }: Name): boolean =>
  name === BEYOND_LIMIT || (kind === "agent_type" && KNOWN_AGENT_TYPES.includes(name));

function askedNames({ projectId, now }: LedgerScope): AskedNames {
  const day = dayOf(now);
  const asked = askedByProject.get(projectId) ?? { seen: new Set(), refused: new Set(), day };
  if (asked.day !== day) asked.refused.clear();
  asked.day = day;
  askedByProject.set(projectId, asked);
  return asked;
}

/** Returns the distinct names that this process has not looked up in the database today. */
export function namesToAsk(scope: LedgerScope, names: Iterable<Name>): Name[] {
  const { seen, refused } = askedNames(scope);
  const unasked = new Map<string, Name>();
  for (const name of names) {
    const key = keyOf(name);
    if (!seen.has(key) && !refused.has(key) && !needsNoPlace(name)) unasked.set(key, name);
  }
  return [...unasked.values()];
}

/** Whether some name of the project was beyond the limit today. */
export const hasRefusedNames = (scope: LedgerScope): boolean => askedNames(scope).refused.size > 0;

export const isRefusedName = (scope: LedgerScope, name: Name): boolean =>
  askedNames(scope).refused.has(keyOf(name));

/** Stores the answer of the database for `names`. The names that are not in `seen` are beyond the limit. */
export function rememberNames(
  scope: LedgerScope,
  names: readonly Name[],
  seen: readonly Name[],
): void {
  const asked = askedNames(scope);
  for (const name of seen) asked.seen.add(keyOf(name));
  if (asked.refused.size > MAX_REFUSED) asked.refused.clear();
  for (const name of names) if (!asked.seen.has(keyOf(name))) asked.refused.add(keyOf(name));
}
