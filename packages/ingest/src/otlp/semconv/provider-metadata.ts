import { microUsdFromDollars } from "../../fields/micro-usd-from-dollars";
import { PROVIDER_METADATA } from "./attribute-names";
import type { Attributes } from "./attributes";
import { countOf, JsonAttribute, type Path } from "./json-attribute";

/**
 * The paths of token counts in the provider metadata of AI SDK 3 to 5. These versions write no attributes
 * for the counts: https://github.com/vercel/ai/tree/ai%405.0.0/packages, `providerMetadata` of
 * `anthropic`, `amazon-bedrock`, `openai`, `google` and `deepseek`.
 */
const PATHS = {
  cacheRead: [
    ["anthropic", "cacheReadInputTokens"],
    ["anthropic", "usage", "cache_read_input_tokens"],
    ["bedrock", "usage", "cacheReadInputTokens"],
    ["openai", "cachedPromptTokens"],
    ["azure", "cachedPromptTokens"],
    ["google", "usageMetadata", "cachedContentTokenCount"],
    ["vertex", "usageMetadata", "cachedContentTokenCount"],
    ["deepseek", "promptCacheHitTokens"],
    ["openrouter", "usage", "promptTokensDetails", "cachedTokens"],
  ],
  cacheWrite: [
    ["anthropic", "cacheCreationInputTokens"],
    ["anthropic", "usage", "cache_creation_input_tokens"],
    ["bedrock", "usage", "cacheWriteInputTokens"],
  ],
  cacheWrite1h: [["anthropic", "usage", "cache_creation", "ephemeral_1h_input_tokens"]],
  webSearches: [["anthropic", "usage", "server_tool_use", "web_search_requests"]],
  reasoning: [
    ["openai", "reasoningTokens"],
    ["azure", "reasoningTokens"],
    ["google", "usageMetadata", "thoughtsTokenCount"],
    ["vertex", "usageMetadata", "thoughtsTokenCount"],
    ["openrouter", "usage", "completionTokensDetails", "reasoningTokens"],
  ],
  total: [
    ["google", "usageMetadata", "totalTokenCount"],
    ["vertex", "usageMetadata", "totalTokenCount"],
  ],
  /** The path of Anthropic's own input count, which excludes cached tokens. */
  uncachedInput: [["anthropic", "usage", "input_tokens"]],
} as const satisfies Record<string, readonly Path[]>;

/** The paths of the tier that served the call. */
const TIERS: readonly Path[] = [
  ["openai", "serviceTier"],
  ["azure", "serviceTier"],
  ["anthropic", "usage", "service_tier"],
  ["google", "usageMetadata", "serviceTier"],
  ["google", "usageMetadata", "trafficType"],
  ["vertex", "usageMetadata", "trafficType"],
  ["bedrock", "serviceTier", "type"],
  ["groq", "serviceTier"],
];

/** The paths of Google's list of the web searches for an answer. */
const WEB_SEARCH_QUERIES: readonly Path[] = [
  ["google", "groundingMetadata", "webSearchQueries"],
  ["vertex", "groundingMetadata", "webSearchQueries"],
];

/** The path of Bedrock's cache writes by age, as `[{ "ttl": "1h", "inputTokens": 120 }]`. */
const CACHE_DETAILS: readonly Path[] = [["bedrock", "usage", "cacheDetails"]];

/** The paths of Google's counts by modality, as `[{ "modality": "AUDIO", "tokenCount": 120 }]`. */
const MODALITIES = {
  input: [
    ["google", "usageMetadata", "promptTokensDetails"],
    ["vertex", "usageMetadata", "promptTokensDetails"],
  ],
  output: [
    ["google", "usageMetadata", "candidatesTokensDetails"],
    ["vertex", "usageMetadata", "candidatesTokensDetails"],
  ],
} as const satisfies Record<string, readonly Path[]>;

/** The paths of the amount in dollars that a gateway charged. */
const COSTS: readonly Path[] = [
  ["gateway", "cost"],
  ["openrouter", "usage", "cost"],
];

/** The counts and costs in the AI SDK's provider metadata, which is JSON in one attribute. */
export class ProviderMetadata {
  readonly #json: JsonAttribute;

  constructor(attributes: Attributes) {
    this.#json = new JsonAttribute(attributes, PROVIDER_METADATA);
  }

  /** Whether there is no metadata. */
  get isAbsent(): boolean {
    return this.#json.isAbsent;
  }

  /** A token count; null when the metadata has no such count or an invalid one. */
  tokens(kind: keyof typeof PATHS): bigint | null {
    return this.#json.tokens(PATHS[kind]);
  }

  /** The tokens of one modality in Google's counts; null when the counts do not contain this modality. */
  modality(direction: keyof typeof MODALITIES, modality: "AUDIO" | "IMAGE"): bigint | null {
    const details = this.#json.first(MODALITIES[direction]);
    return countOf(detailOf(details, "modality", modality, "tokenCount"));
  }

  /** The tokens that Bedrock wrote to its one-hour cache; null when the metadata does not say. */
  bedrockCacheWrite1h(): bigint | null {
    return countOf(detailOf(this.#json.first(CACHE_DETAILS), "ttl", "1h", "inputTokens"));
  }

  /** The number of web searches that Google made for an answer. */
  googleSearches(): number {
    const queries = this.#json.first(WEB_SEARCH_QUERIES);
    return Array.isArray(queries) ? queries.length : 0;
  }

  /** Where Anthropic ran the inference; null when the metadata does not say. */
  inferenceGeo(): string | null {
    return this.#json.text([["anthropic", "usage", "inference_geo"]]);
  }

  /** The name of the tier that served the call; null when the metadata has none. */
  serviceTier(): string | null {
    return this.#json.text(TIERS);
  }

  /** The micro-dollars that the gateway charged; null when the metadata has no cost. */
  costMicroUsd(): bigint | null {
    const value = this.#json.first(COSTS);
    return typeof value === "number" || typeof value === "string"
      ? microUsdFromDollars(value)
      : null;
  }
}

/** The field of the list's first object that has `value` under `name`. */
function detailOf(list: unknown, name: string, value: string, field: string): unknown {
  const found: unknown = Array.isArray(list)
    ? list.find((each) => Reflect.get(Object(each), name) === value)
    : null;
  return Reflect.get(Object(found), field);
}
