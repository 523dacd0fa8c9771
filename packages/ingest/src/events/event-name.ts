/** The longest name that the ledger gives a job. */
const MAX_LENGTH = 300;

/**
 * What an event is known by in its project, and its own job as well: `event/<source>/<id>`. Slashes
 * of the source are encoded, so that no two pairs make one name. Null when that is too long.
 */
export function eventName(source: string, id: string): string | null {
  const encoded = source.replaceAll("%", "%25").replaceAll("/", "%2F");
  const name = `event/${encoded}/${id}`;
  return name.length > MAX_LENGTH ? null : name;
}
