import { compoundName } from "../../fields/compound-name";

/** The ledger's limit for the name of a job: the key is also the name of a job that the event is alone in. */
const MAX_LENGTH = 300;

/** The key of an event in its project, `event/<source>/<id>`; null when it is too long. */
export function eventKey(source: string, id: string): string | null {
  const key = compoundName("event", source, id);
  return key.length > MAX_LENGTH ? null : key;
}
