import { randomFillSync } from "node:crypto";
import { v7, validate } from "uuid";

const ID_BYTES = 16;
/** Fetched for many ids at once: asking for each costs more than all else about it. */
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

/** A new UUIDv7: ids are made by the application and sort in the order of their making. */
export function newId(): string {
  const msecs = Math.max(Date.now(), last.msecs);
  last = { msecs, seq: msecs === last.msecs ? last.seq + 1 : 0 };
  return v7({ rng, ...last });
}

/** Whether a text could be an id; anything else would be an error of the database. */
export const isId = (text: string): boolean => validate(text);
