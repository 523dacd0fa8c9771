import { createHash } from "node:crypto";
import { canonicalProvider } from "@ai-cost/pricing";
import type { ReportedCall } from "./reported-call";

/** The maximum length of an idempotency key in the ledger. */
const MAX_KEY_LENGTH = 500;

/**
 * The idempotency key of a call. It is made of the provider and the provider's response id when the report
 * has both, so that reports of one call through different endpoints have the same key. Otherwise it is the
 * protocol's own id of the report. A report that is sent again must get the same key, or it counts twice;
 * the key therefore depends on no price and no setting.
 */
export function callKey(call: ReportedCall): string {
  const provider = canonicalProvider(call.provider);
  if (provider === null || !call.responseId || isReusedId(provider, call.responseId, call.model))
    return shortened(call.ownKey);
  // Slashes in the provider are encoded, so that two different pairs of provider and response id never
  // give the same key.
  const encoded = provider.replaceAll("%", "%25").replaceAll("/", "%2F");
  return shortened(`response/${encoded}/${call.responseId}`);
}

/**
 * Ollama draws its response ids at random from a thousand (`chatcmpl-42`) and uses an id again for other
 * calls. When a program calls Ollama through OpenAI's client, the provider is `openai`, and only the
 * model's name shows that the call did not go to OpenAI.
 */
const isReusedId = (provider: string, responseId: string, model: string | null): boolean =>
  provider === "ollama" ||
  (/^(?:chatcmpl|cmpl)-\d{1,3}$|^resp_\d{1,6}$/.test(responseId) &&
    provider === "openai" &&
    model !== null &&
    !OPENAI_MODEL.test(model));

const OPENAI_MODEL = /^(?:gpt-(?!oss)|o\d|chatgpt-|codex-|ft:)/i;

/** The hash covers UTF-16, because two keys with unpaired surrogates could become equal in UTF-8. */
const shortened = (key: string): string =>
  key.length <= MAX_KEY_LENGTH
    ? key
    : `sha256/${createHash("sha256").update(key, "utf16le").digest("hex")}`;
