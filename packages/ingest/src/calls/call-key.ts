import { createHash } from "node:crypto";
import { canonicalProvider } from "@ai-cost/pricing";
import type { ReportedCall } from "./reported-call";

/** As long as the ledger takes one. */
const MAX_KEY_LENGTH = 500;

/**
 * What a call is counted once by: the provider's id of its response where the report gives both, so
 * that two ways of reporting it meet, else the protocol's own identity of the report. It must never
 * come out otherwise for the same report: sent again, it would count again. So neither the price
 * table nor a setting has a say in it.
 */
export function callKey(call: ReportedCall): string {
  const provider = canonicalProvider(call.provider);
  if (provider === null || !call.responseId || isReused(provider, call.responseId, call.model))
    return bounded(call.ownKey);
  // Slashes of the provider are encoded, so that no two pairs make one key.
  const seller = provider.replaceAll("%", "%25").replaceAll("/", "%2F");
  return bounded(`response/${seller}/${call.responseId}`);
}

/**
 * Ollama draws its ids at random from a thousand (`chatcmpl-42`) and gives them again to other calls,
 * through OpenAI's client as well, where only the model's name tells that it is not OpenAI.
 */
const isReused = (provider: string, responseId: string, model: string | null): boolean =>
  provider === "ollama" ||
  (/^(?:chatcmpl|cmpl)-\d{1,3}$|^resp_\d{1,6}$/.test(responseId) &&
    provider === "openai" &&
    model !== null &&
    !OPENAI_MODEL.test(model));

const OPENAI_MODEL = /^(?:gpt-(?!oss)|o\d|chatgpt-|codex-|ft:)/i;

/** UTF-16, so that not even two texts with halves of characters make one key. */
const bounded = (key: string): string =>
  key.length <= MAX_KEY_LENGTH
    ? key
    : `sha256/${createHash("sha256").update(key, "utf16le").digest("hex")}`;
