import { randomFillSync } from "node:crypto";
import { v7, validate } from "uuid";

const ID_BYTES = 16;
/**
 * Random bytes for 256 ids. One call of the random generator for each id would cost more than the rest
 * of `newId`.
 */
const entropy = new Uint8Array(256 * ID_BYTES);
let used = entropy.length;

let last = { msecs: 0, seq: 0 };

function rng(): Uint8Array {
  if (used === entropy.length) {
    randomFillSync(entropy);
    used = 0;
  }
  used += ID_BYTES;
  return entropy.subarray(used - ID_BYTES, used);
}

/** Returns a new UUIDv7 in lower case. The ids of one process sort in the order in which the process created them. */
export function newId(): string {
  const msecs = Math.max(Date.now(), last.msecs);
  last = { msecs, seq: msecs === last.msecs ? last.seq + 1 : 0 };
  return v7({ rng, ...last });
}

/**
 * Whether a text is a UUID. Check this first, because Postgres fails a query that compares an id with
 * any other text.
 */
export const isId = (text: string): boolean => validate(text);
