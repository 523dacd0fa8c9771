import type { UsedPrice } from "@ai-cost/db";
import { decimalText, microUsdFromFloat, parseDecimal } from "@ai-cost/domain";
import { calcPrice, type ModelPrice, type TieredPrices } from "@pydantic/genai-prices";
import manifest from "../../package.json";
import { canonicalProvider } from "../calls/provider";
import type { TokenCounts } from "../calls/reported-call";
import { tableEntry } from "./table-entry";

/** One model call as the price table sees it. */
export interface PricedCall extends TokenCounts {
  /** As reported; null when the report named none, and the model's own maker is assumed. */
  provider: string | null;
  model: string;
  /** Prices change: the one of this instant counts. */
  occurredAt: Date;
}

const TABLE = "@pydantic/genai-prices";
const TABLE_VERSION = `${TABLE} ${manifest.dependencies[TABLE]}`;

/**
 * What a call costs in micro-dollars by the table that comes with the price library, rounded once,
 * and the prices that were used; null when the table has no price for its tokens. Counts must be
 * possible ones (`isPossible`). Nothing is fetched.
 */
export function tablePrice(call: PricedCall): { amountMicroUsd: bigint; price: UsedPrice } | null {
  const entry = tableEntry(canonicalProvider(call.provider), call.model);
  if (!entry) return null;
  const { provider, modelId } = entry;
  const usage = usageOf(call);
  const result = calcPrice(usage, modelId, { provider, timestamp: call.occurredAt });
  if (!result || !pricesTokens(result.model_price, call)) return null;
  const amountMicroUsd = microUsdFromFloat(result.total_price);
  if (amountMicroUsd === null) return null;
  const usdPerMillion = pricesUsed(result.model_price, usage);
  return {
    amountMicroUsd,
    price: { tableVersion: TABLE_VERSION, provider: provider.id, model: modelId, usdPerMillion },
  };
}

const usageOf = (tokens: TokenCounts) => ({
  input_tokens: Number(tokens.inputTokens),
  cache_read_tokens: Number(tokens.cacheReadTokens ?? 0n),
  cache_write_tokens: Number(tokens.cacheWriteTokens ?? 0n),
  output_tokens: Number(tokens.outputTokens),
  output_reasoning_tokens: Number(tokens.reasoningTokens ?? 0n),
});

/** A model that is sold by the hour or the image has no price for tokens; the library would say 0. */
const pricesTokens = (price: ModelPrice, { inputTokens, outputTokens }: PricedCall): boolean =>
  (price.input_mtok !== undefined || price.output_mtok !== undefined) &&
  (inputTokens === 0n || price.input_mtok !== undefined) &&
  (outputTokens === 0n || price.output_mtok !== undefined);

type Usage = ReturnType<typeof usageOf>;

/** The prices of an entry that made the amount, in the tier of this call. */
function pricesUsed(price: ModelPrice, usage: Usage): Record<string, string> {
  const used: Record<string, string> = {};
  for (const [unit, listed] of Object.entries(price)) {
    if (listed === undefined) continue;
    const inTier = typeof listed === "number" ? listed : priceInTier(listed, usage.input_tokens);
    if (unit === "requests_kcount") used.requests = plainText(inTier, 1000n);
    else if (isUsed(unit, usage)) used[unit] = plainText(inTier);
  }
  return used;
}

/** The whole input decides, as it does for the library: 200,001 tokens are in the tier from 200,000 on. */
const priceInTier = ({ base, tiers }: TieredPrices, inputTokens: number): number =>
  tiers
    .filter(({ start }) => inputTokens > start)
    .reduce((reached, tier) => (tier.start >= reached.start ? tier : reached), {
      start: 0,
      price: base,
    }).price;

/** Those of input and output always, the finer ones where there are such tokens. */
const isUsed = (unit: string, usage: Usage): boolean =>
  unit === "input_mtok" ||
  unit === "output_mtok" ||
  Object.entries(usage).some(([tokens, count]) => count > 0 && unit === unitOf(tokens));

const unitOf = (tokens: string): string => tokens.replace(/_tokens$/, "_mtok");

function plainText(price: number, times = 1n): string {
  const decimal = parseDecimal(String(price));
  return decimal
    ? decimalText({ ...decimal, units: decimal.units * times })
    : String(price * Number(times));
}
