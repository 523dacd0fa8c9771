import { compoundName } from "../../fields/compound-name";

/**
 * The maximum length of a job's name in the ledger. It limits the key because an event that names no job
 * gets a job with the key as its name.
 */
const MAX_LENGTH = 300;

/** The key of an event in its project, `event/<source>/<id>`; null when the key is too long. */
export function eventKey(source: string, id: string): string | null {
  const key = compoundName("event", source, id);
  return key.length > MAX_LENGTH ? null : key;
}
