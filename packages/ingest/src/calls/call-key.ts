import { createHash } from "node:crypto";
import { canonicalProvider } from "@ai-cost/pricing";
import type { ReportedCall } from "./reported-call";

/** The ledger's limit for an idempotency key. */
const MAX_KEY_LENGTH = 500;

/**
 * The idempotency key of a call: the provider and its id of the response when the report has both, so
 * that reports of one call through different endpoints match, else the protocol's own id of the report.
 * The same report must always give the same key, or it counts again when it is sent again: the key
 * therefore depends on no price and no setting.
 */
export function callKey(call: ReportedCall): string {
  const provider = canonicalProvider(call.provider);
  if (provider === null || !call.responseId || isReusedId(provider, call.responseId, call.model))
    return shortened(call.ownKey);
  // Slashes in the provider are encoded, so that no two pairs give the same key.
  const encoded = provider.replaceAll("%", "%25").replaceAll("/", "%2F");
  return shortened(`response/${encoded}/${call.responseId}`);
}

/**
 * Ollama draws its ids at random from a thousand (`chatcmpl-42`) and uses them again for other calls.
 * Through OpenAI's client, only the model's name shows that the call did not go to OpenAI.
 */
const isReusedId = (provider: string, responseId: string, model: string | null): boolean =>
  provider === "ollama" ||
  (/^(?:chatcmpl|cmpl)-\d{1,3}$|^resp_\d{1,6}$/.test(responseId) &&
    provider === "openai" &&
    model !== null &&
    !OPENAI_MODEL.test(model));

const OPENAI_MODEL = /^(?:gpt-(?!oss)|o\d|chatgpt-|codex-|ft:)/i;

/** The hash is over UTF-16, because in UTF-8 two keys with halves of characters could become equal. */
const shortened = (key: string): string =>
  key.length <= MAX_KEY_LENGTH
    ? key
    : `sha256/${createHash("sha256").update(key, "utf16le").digest("hex")}`;
