import { createHash } from "node:crypto";
import { COMPLETION_KEY_PREFIX } from "../field-rules";

/** The key of the completion that a wrapper adds to a charge. The wrapper's key is hashed, because it may be long. */
export function wrapperCompletionKey(chargeId: string, wrapperKey: string): string {
  const hash = createHash("sha256").update(wrapperKey).digest("hex");
  return `${COMPLETION_KEY_PREFIX}${chargeId}/wrapper/${hash}`;
}
