import { createHash } from "node:crypto";
import type { UsageReport } from "@ai-cost/ledger";
import { canonicalProvider } from "@ai-cost/pricing";
import { compoundName } from "../fields/compound-name";
import { providerResponseId } from "./provider-response-id";
import { isRandomId } from "./random-id";
import type { ReportedCall } from "./reported-call";

/** The maximum length of an idempotency key in the ledger. */
const MAX_KEY_LENGTH = 500;

type CallKeys = Required<Pick<UsageReport, "idempotencyKey" | "otherKeys" | "earlierKeys">> &
  Pick<UsageReport, "ownKey">;
type Caller = Pick<ReportedCall, "provider" | "model">;
type Identity = Pick<
  ReportedCall,
  "responseId" | "otherResponseIds" | "ownKey" | "keepsOwnKey" | "span" | "spanChargeKey"
>;

/** The key of a span's call when the call has no response id. */
export const spanKey = ({ traceId, spanId }: { traceId: string; spanId: string }): string =>
  compoundName("span", traceId, spanId);

/**
 * Returns the keys that identify a call. A long random response id is a key by itself, so that reports
 * from an SDK and from a gateway have the same key. A short or sequential id becomes a key only together
 * with the provider. A report without a response id has the protocol's own id as its key. A report that is
 * sent again must get the same keys, otherwise it counts twice. The keys therefore depend on no price and
 * no setting.
 */
export function callKeys(call: Caller & Identity): CallKeys {
  const keys: string[] = [];
  const earlierKeys: string[] = [];
  for (const id of [call.responseId, ...(call.otherResponseIds ?? [])])
    addKeysOfResponse(call, id, keys, earlierKeys);
  const [idempotencyKey = call.ownKey, ...otherKeys] = keys;
  if (call.span) earlierKeys.push(spanKey(call.span));
  if (call.spanChargeKey) earlierKeys.push(call.spanChargeKey);
  earlierKeys.push(call.ownKey);
  return {
    idempotencyKey: shortened(idempotencyKey),
    otherKeys: otherKeys.map(shortened),
    earlierKeys: earlierKeys.filter((key) => key !== idempotencyKey).map(shortened),
    ownKey: call.keepsOwnKey ? shortened(call.ownKey) : undefined,
  };
}

/**
 * Adds the key of a response id, and the key that versions without `response/<id>` gave to it. Adds
 * nothing when the id does not identify a call.
 */
function addKeysOfResponse(
  call: Caller,
  responseId: string | null,
  keys: string[],
  earlierKeys: string[],
): void {
  if (!responseId) return;
  const id = providerResponseId(responseId);
  const isRandom = isRandomId(id);
  if (isRandom) keys.push(`response/${id}`);
  const keyWithProvider = keyWithProviderOf(call, id);
  if (keyWithProvider !== null) (isRandom ? earlierKeys : keys).push(keyWithProvider);
  // Earlier versions took the gateway's id for the provider's.
  if (id !== responseId) earlierKeys.push(`response/${responseId}`);
}

function keyWithProviderOf({ provider, model }: Caller, responseId: string): string | null {
  const canonical = canonicalProvider(provider);
  if (canonical === null || isReusedId(canonical, responseId, model)) return null;
  // Slashes in the provider are encoded, so that two different pairs of provider and response id never
  // give the same key.
  const encoded = canonical.replaceAll("%", "%25").replaceAll("/", "%2F");
  return `response/${encoded}/${responseId}`;
}

/**
 * Whether the id may be used for other calls too. Ollama draws its response ids from only a thousand
 * numbers (`chatcmpl-42`). When a program calls Ollama through OpenAI's client, the provider is `openai`,
 * and only the model's name shows that the call did not go to OpenAI.
 */
const isReusedId = (provider: string, responseId: string, model: string | null): boolean =>
  provider === "ollama" ||
  (/^(?:chatcmpl|cmpl)-\d{1,3}$|^resp_\d{1,6}$/.test(responseId) &&
    provider === "openai" &&
    model !== null &&
    !OPENAI_MODEL.test(model));

const OPENAI_MODEL = /^(?:gpt-(?!oss)|o\d|chatgpt-|codex-|ft:)/i;

/**
 * Shortens a long key to a hash. The hash is over UTF-16, because two keys with unpaired surrogates could
 * become equal in UTF-8.
 */
const shortened = (key: string): string =>
  key.length <= MAX_KEY_LENGTH
    ? key
    : `sha256/${createHash("sha256").update(key, "utf16le").digest("hex")}`;
