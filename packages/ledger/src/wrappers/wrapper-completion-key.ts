import { createHash } from "node:crypto";
import { wrapperCompletionPrefix } from "../completions/known-charge";

/**
 * Returns the key of the completion that a wrapper adds to a charge. It contains a hash of the wrapper's
 * key, which may be long.
 */
export const wrapperCompletionKey = (chargeId: string, wrapperKey: string): string =>
  `${wrapperCompletionPrefix(chargeId)}${createHash("sha256").update(wrapperKey).digest("hex")}`;
