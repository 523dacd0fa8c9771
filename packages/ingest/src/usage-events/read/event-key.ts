import { compoundName } from "../../fields/compound-name";

/**
 * The maximum length of a job's name in the ledger. It also limits the key, because the key becomes the
 * name of the job when the event names no job.
 */
const MAX_LENGTH = 300;

/** Returns the key of an event in its project, `event/<source>/<id>`; null when the key is too long. */
export function eventKey(source: string, id: string): string | null {
  const key = compoundName("event", source, id);
  return key.length > MAX_LENGTH ? null : key;
}
