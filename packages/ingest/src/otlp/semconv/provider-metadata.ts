import { microUsdFromDollars } from "../../fields/micro-usd-from-dollars";
import { PROVIDER_METADATA } from "./attribute-names";
import type { Attributes } from "./attributes";
import { JsonAttribute, type Path } from "./json-attribute";

/**
 * The paths of token counts in the provider metadata of AI SDK 3 to 5, which writes no attributes for
 * these counts: https://github.com/vercel/ai/tree/ai%405.0.0/packages, `providerMetadata` of `anthropic`,
 * `amazon-bedrock`, `openai`, `google` and `deepseek`.
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

/** The paths of the dollars that a gateway charged. */
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

  /** A token count; null when the metadata has no such count or an invalid one. */
  tokens(kind: keyof typeof PATHS): bigint | null {
    return this.#json.tokens(PATHS[kind]);
  }

  /** The micro-dollars that the gateway charged; null when the metadata has no cost. */
  costMicroUsd(): bigint | null {
    const value = this.#json.first(COSTS);
    return typeof value === "number" || typeof value === "string"
      ? microUsdFromDollars(value)
      : null;
  }
}
