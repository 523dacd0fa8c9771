import { createHash } from "node:crypto";
import { wrapperCompletionPrefix } from "../completions/known-charge";

/** The key of the completion that a wrapper adds to a charge. The wrapper's key is hashed, because it may be long. */
export const wrapperCompletionKey = (chargeId: string, wrapperKey: string): string =>
  `${wrapperCompletionPrefix(chargeId)}${createHash("sha256").update(wrapperKey).digest("hex")}`;
