import { createHash } from "node:crypto";
import { wrapperCompletionPrefix } from "../completions/known-charge";

/**
 * Returns the key of the completion that a wrapper adds to a charge. It contains a hash of the wrapper's
 * key, which may be long.
 */
export const wrapperCompletionKey = (chargeId: string, wrapperKey: string): string =>
  `${wrapperCompletionPrefix(chargeId)}${createHash("sha256").update(wrapperKey).digest("hex")}`;

/** The key for what the wrapper's charge adds, when the wrapper's own report adds something as well. */
export const chargeOfWrapper = (wrapperKey: string): string => `charge/${wrapperKey}`;

/** The key of a completion from a wrapper, for another charge. */
export const sameCompletionKey = (key: string, fromChargeId: string, toChargeId: string): string =>
  `${wrapperCompletionPrefix(toChargeId)}${key.slice(wrapperCompletionPrefix(fromChargeId).length)}`;
