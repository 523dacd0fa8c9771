import { compoundName } from "../../fields/compound-name";

/** The longest name that the ledger gives a job. */
const MAX_LENGTH = 300;

/**
 * What an event is known by in its project, and its own job as well: `event/<source>/<id>`. Null when
 * that is too long.
 */
export function eventName(source: string, id: string): string | null {
  const name = compoundName("event", source, id);
  return name.length > MAX_LENGTH ? null : name;
}
