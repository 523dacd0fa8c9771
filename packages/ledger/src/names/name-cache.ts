import { dayOf, KNOWN_AGENT_TYPES, UNNAMED_AGENT_TYPE } from "@ai-cost/domain";
import { LRUCache } from "lru-cache";
import type { LedgerScope } from "../report";

/** An agent type or a canonical model that a report gives. */
export interface Name {
  kind: "agent_type" | "model";
  name: string;
}

/** What the spend of a name beyond the day's limit counts under. It is also the agent type of unnamed jobs. */
export const BEYOND_LIMIT = UNNAMED_AGENT_TYPE;

/** The names of a project that this process has asked the database about. */
interface AskedNames {
  seen: Set<string>;
  /** The names that were beyond the limit on `day`. They are asked about again on another day. */
  refused: Set<string>;
  day: string;
}

const MAX_PROJECTS = 2_000;
/** The most refused names that are kept for a project. Beyond them, each report asks the database again. */
const MAX_REFUSED = 10_000;

const askedByProject = new LRUCache<string, AskedNames>({ max: MAX_PROJECTS });

const keyOf = ({ kind, name }: Name) => `${kind} ${name}`;

/** Agent types of the registry are not invented, so they need no place. */
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

/** The names, each once, about which this process has not asked the database today. */
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

/** Remembers what the database answered: the names that are not `seen` are beyond the limit. */
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
