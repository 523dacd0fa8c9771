import { AMAZON_BEDROCK_MODELS } from "@earendil-works/pi-ai/providers/amazon-bedrock.models";
import { ANTHROPIC_MODELS } from "@earendil-works/pi-ai/providers/anthropic.models";
import { AZURE_MODELS } from "@earendil-works/pi-ai/providers/azure.models";
import { BASETEN_MODELS } from "@earendil-works/pi-ai/providers/baseten.models";
import { CEREBRAS_MODELS } from "@earendil-works/pi-ai/providers/cerebras.models";
import { CLOUDFLARE_WORKERS_AI_MODELS } from "@earendil-works/pi-ai/providers/cloudflare-workers-ai.models";
import { DEEPSEEK_MODELS } from "@earendil-works/pi-ai/providers/deepseek.models";
import { FIREWORKS_MODELS } from "@earendil-works/pi-ai/providers/fireworks.models";
import { GOOGLE_MODELS } from "@earendil-works/pi-ai/providers/google.models";
import { GOOGLE_VERTEX_MODELS } from "@earendil-works/pi-ai/providers/google-vertex.models";
import { GROQ_MODELS } from "@earendil-works/pi-ai/providers/groq.models";
import { HUGGINGFACE_MODELS } from "@earendil-works/pi-ai/providers/huggingface.models";
import { META_MODELS } from "@earendil-works/pi-ai/providers/meta.models";
import { MINIMAX_MODELS } from "@earendil-works/pi-ai/providers/minimax.models";
import { MISTRAL_MODELS } from "@earendil-works/pi-ai/providers/mistral.models";
import { MOONSHOTAI_MODELS } from "@earendil-works/pi-ai/providers/moonshotai.models";
import { OPENAI_MODELS } from "@earendil-works/pi-ai/providers/openai.models";
import { OPENROUTER_MODELS } from "@earendil-works/pi-ai/providers/openrouter.models";
import { TOGETHER_MODELS } from "@earendil-works/pi-ai/providers/together.models";
import { VERCEL_AI_GATEWAY_MODELS } from "@earendil-works/pi-ai/providers/vercel-ai-gateway.models";
import { XAI_MODELS } from "@earendil-works/pi-ai/providers/xai.models";
import { XIAOMI_MODELS } from "@earendil-works/pi-ai/providers/xiaomi.models";
import { ZAI_MODELS } from "@earendil-works/pi-ai/providers/zai.models";
import { type ModelPrice, TieredPrices } from "@pydantic/genai-prices";
import manifest from "../../package.json";
import { type ListedModel, listedModel } from "./listed-model";

const TABLE = "@earendil-works/pi-ai";
const TABLE_VERSION = `${TABLE} ${manifest.dependencies[TABLE]}`;

/** Prices in dollars per million tokens. The package writes 0 for a missing price. */
interface Prices {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
}

interface Entry {
  id: string;
  cost?: Prices & { tiers?: readonly (Prices & { inputTokensAbove: number })[] };
}

/**
 * The lists of models, each with the canonical name of its seller. A later list for the same seller only
 * adds models.
 */
const LISTS: readonly [seller: string, models: Readonly<Record<string, Entry>>][] = [
  ["anthropic", ANTHROPIC_MODELS],
  ["aws", AMAZON_BEDROCK_MODELS],
  ["azure", AZURE_MODELS],
  ["baseten", BASETEN_MODELS],
  ["cerebras", CEREBRAS_MODELS],
  ["cloudflare", CLOUDFLARE_WORKERS_AI_MODELS],
  ["deepseek", DEEPSEEK_MODELS],
  ["fireworks", FIREWORKS_MODELS],
  ["google", GOOGLE_MODELS],
  ["google", GOOGLE_VERTEX_MODELS],
  ["groq", GROQ_MODELS],
  ["huggingface", HUGGINGFACE_MODELS],
  ["meta", META_MODELS],
  ["minimax", MINIMAX_MODELS],
  ["mistral", MISTRAL_MODELS],
  ["moonshotai", MOONSHOTAI_MODELS],
  ["openai", OPENAI_MODELS],
  ["openrouter", OPENROUTER_MODELS],
  ["together", TOGETHER_MODELS],
  ["vercel", VERCEL_AI_GATEWAY_MODELS],
  ["x-ai", XAI_MODELS],
  ["xiaomi", XIAOMI_MODELS],
  ["zai", ZAI_MODELS],
];

/** Every model of the second table that has a price. The key is made by `keyOf`. */
const MODELS = new Map<string, ListedModel>();
for (const [seller, models] of LISTS)
  for (const { id, cost } of Object.values(models)) {
    const prices = cost && pricesOf(cost);
    const key = keyOf(seller, id);
    if (prices && !MODELS.has(key))
      MODELS.set(
        key,
        listedModel({ tableVersion: TABLE_VERSION, provider: seller, model: id, prices }),
      );
  }

/**
 * Finds a seller's model in the second table, which has models that the first table lacks. Returns null
 * when the second table has no price for the model.
 */
export const findInSecondTable = (seller: string, model: string): ListedModel | null =>
  MODELS.get(keyOf(seller, model)) ?? null;

/** Lists the sellers and models of the second table. A test uses it to measure how many models the tables cover. */
export const secondTableModels = (): { provider: string; model: string }[] =>
  [...MODELS.values()].map(({ provider, modelId }) => ({ provider: provider.id, model: modelId }));

/**
 * Returns the key of a model. `4-5` and `4.5` give the same key, because makers write the first and
 * gateways the second.
 */
function keyOf(seller: string, model: string): string {
  return `${seller}/${model.toLowerCase().replace(/(\d)\.(?=\d)/g, "$1-")}`;
}

/**
 * Returns the prices of a model. Returns null when the input price is 0, because the list also writes 0
 * for a model that is sold by subscription. Also returns null when a price tier lacks the price of input
 * or output.
 */
function pricesOf({ tiers = [], ...base }: NonNullable<Entry["cost"]>): ModelPrice | null {
  if (base.input <= 0) return null;
  const priceOf = (kind: keyof Prices) => {
    if (base[kind] <= 0) return undefined;
    if (tiers.length === 0) return base[kind];
    return new TieredPrices({
      base: base[kind],
      tiers: tiers.map((tier) => ({ start: tier.inputTokensAbove, price: tier[kind] })),
    });
  };
  const isComplete = tiers.every((tier) => tier.input > 0 && (tier.output > 0 || base.output <= 0));
  if (!isComplete) return null;
  const prices = {
    input_mtok: priceOf("input"),
    output_mtok: priceOf("output"),
    cache_read_mtok: priceOf("cacheRead"),
    cache_write_mtok: priceOf("cacheWrite"),
  };
  return Object.fromEntries(Object.entries(prices).filter(([, price]) => price !== undefined));
}
