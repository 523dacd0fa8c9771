import type { PriceTier } from "../names/model-names";
import { PRICE_NAMES } from "../price-usage";
import { type ListedModel, multiplied, withNote, withPrices } from "./listed-model";

/** How much a provider's tier costs, as a multiple of the standard price of tokens. */
interface TierFactor {
  provider: string;
  tier: PriceTier;
  factor: number;
  /** Matches the models to which the factor applies; absent when it applies to all models. */
  models?: RegExp;
}

/**
 * The factors that the providers publish, as of November 2026. The first one that matches applies. A tier
 * without a factor here has no published price, or one that differs from model to model in a way that no
 * factor expresses.
 *
 * - OpenAI: https://platform.openai.com/docs/pricing, https://openai.com/api-priority-processing
 * - Azure: https://learn.microsoft.com/azure/ai-foundry/openai/how-to/batch
 * - Anthropic: https://platform.claude.com/docs/en/build-with-claude/batch-processing,
 *   https://platform.claude.com/docs/en/build-with-claude/fast-mode
 * - Google: https://ai.google.dev/gemini-api/docs/optimization, https://ai.google.dev/gemini-api/docs/pricing
 * - AWS: https://docs.aws.amazon.com/bedrock/latest/userguide/capacity-limits-cost-optimization.html
 * - Groq: https://console.groq.com/docs/batch, https://console.groq.com/docs/flex-processing
 * - Mistral: https://docs.mistral.ai/capabilities/batch
 */
const FACTORS: readonly TierFactor[] = [
  { provider: "openai", tier: "batch", factor: 0.5 },
  { provider: "openai", tier: "flex", factor: 0.5 },
  { provider: "openai", tier: "priority", factor: 2.5, models: /^gpt-5\.5/ },
  { provider: "openai", tier: "priority", factor: 1.8, models: /^gpt-5-mini/ },
  { provider: "openai", tier: "priority", factor: 2, models: /^gpt-5(?!\.6)|^gpt-6/ },
  { provider: "openai", tier: "priority", factor: 2, models: /^gpt-4\.1-nano/ },
  { provider: "openai", tier: "priority", factor: 1.75, models: /^gpt-4\.1|^o3(?!-mini)/ },
  { provider: "openai", tier: "priority", factor: 5 / 3, models: /^gpt-4o-mini/ },
  { provider: "openai", tier: "priority", factor: 1.7, models: /^gpt-4o/ },
  { provider: "openai", tier: "priority", factor: 20 / 11, models: /^o4-mini/ },
  { provider: "azure", tier: "batch", factor: 0.5 },
  { provider: "anthropic", tier: "batch", factor: 0.5 },
  { provider: "anthropic", tier: "fast", factor: 6, models: /^claude-opus-4-[67]/ },
  { provider: "anthropic", tier: "fast", factor: 2, models: /^claude-opus-(?:4-8|5)/ },
  { provider: "google", tier: "batch", factor: 0.5 },
  { provider: "google", tier: "flex", factor: 0.5, models: /^gemini-/ },
  { provider: "google", tier: "priority", factor: 1.8, models: /^gemini-/ },
  { provider: "aws", tier: "batch", factor: 0.5 },
  { provider: "groq", tier: "batch", factor: 0.5 },
  { provider: "groq", tier: "flex", factor: 1 },
  { provider: "mistral", tier: "batch", factor: 0.5 },
];

const TOKEN_PRICES: ReadonlySet<string> = new Set(Object.values(PRICE_NAMES));

/**
 * Applies a tier to the standard prices of a model. Fees for other units than tokens are the same in every
 * tier. When no factor is known, the prices do not change and the model gets a note.
 */
export function inTier(listed: ListedModel, tier: PriceTier): ListedModel {
  const model = listed.modelId.toLowerCase();
  const found = FACTORS.find(
    (entry) =>
      entry.provider === listed.provider.id &&
      entry.tier === tier &&
      (entry.models?.test(model) ?? true),
  );
  if (!found) return withNote(listed, "tier not priced");
  const { factor } = found;
  const priced = withTokenFactor(listed, factor);
  return withNote(priced, `${tier} at ${Number(factor.toFixed(4))} times the standard price`);
}

/** Multiplies the prices of tokens by a factor. The prices of other units do not change. */
export const withTokenFactor = (listed: ListedModel, factor: number): ListedModel =>
  withPrices(listed, (prices) =>
    Object.fromEntries(
      Object.entries(prices).map(([name, price]) => [
        name,
        price !== undefined && TOKEN_PRICES.has(name) ? multiplied(price, factor) : price,
      ]),
    ),
  );
