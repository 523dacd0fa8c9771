import type { ChargedUnits } from "@ai-cost/db";
import {
  type Decimal,
  NO_TOKENS,
  parseDecimal,
  type ServiceTier,
  type TokenCounts,
} from "@ai-cost/domain";
import { calcPrice, type TieredPrices } from "@pydantic/genai-prices";
import {
  PRICE_NAMES,
  type PricedAmount,
  type Prices,
  priceOfUnit,
  priceUsage,
  unpricedUnits,
} from "../price-usage";
import type { SellerHints } from "../sellers/seller-of-call";
import { findListedModel } from "./find-listed-model";
import { UNIT_PRICES } from "./unit-prices";

/** A model call whose model is given. */
interface CallOfModel extends SellerHints {
  occurredAt: Date;
  /** Null when the report gives no counts. */
  tokens: TokenCounts | null;
  /** The input tokens of each call, when `tokens` is the sum of several calls. */
  inputTokensPerCall?: bigint | undefined;
  units?: ChargedUnits | null | undefined;
  serviceTier?: ServiceTier | null | undefined;
  inferenceGeo?: string | null | undefined;
}

/**
 * Prices a call by the price tables at the instant of the call. Returns null when neither table has a
 * price for the tokens of the call. A unit without a price does not make the cost unknown; the charge gets
 * a note that names the unit. No count may be negative, and no part may exceed the tokens that include it.
 * The function makes no network request.
 */
export function priceByTable(call: CallOfModel): PricedAmount | null {
  const listed = findListedModel(call);
  if (!listed) return null;
  const { tableVersion, provider, modelId } = listed;
  const inputTokens = call.inputTokensPerCall ?? call.tokens?.inputTokens ?? 0n;
  const prices = pricesAt(call.occurredAt, listed, inputTokens);
  const usage = { tokens: call.tokens ?? NO_TOKENS, units: unitsOf(call, prices) };
  if (!pricesTokens(prices, call.tokens, usage.units)) return null;
  const priced = priceUsage(usage, prices);
  const notes = [
    listed.note,
    ...unpricedUnits(usage.units, prices).map((unit) => `${unit} not priced`),
  ];
  const note = notes.filter((text) => text !== undefined).join("; ");
  return {
    ...priced,
    price: {
      tableVersion,
      provider: provider.id,
      model: modelId,
      ...(note !== "" && { note }),
      ...priced.price,
    },
  };
}

/** Returns the units of a call. When the model has a fee for each request, one request is added. */
const unitsOf = ({ units }: CallOfModel, prices: Prices): ChargedUnits =>
  prices.requests === undefined ? (units ?? {}) : { request: 1, ...units };

/**
 * Whether the prices are sufficient for the tokens of the call. A call without counts has no tokens to
 * price. A model that is sold by the hour or by the image has no price for tokens, so its calls are priced
 * only by their units.
 */
function pricesTokens(prices: Prices, tokens: TokenCounts | null, units: ChargedUnits): boolean {
  const { input_mtok: input, output_mtok: output } = prices;
  if (input === undefined && output === undefined)
    return (
      (tokens === null || tokens.inputTokens + tokens.outputTokens === 0n) &&
      Object.keys(units).some((unit) => priceOfUnit(unit, prices) !== undefined)
    );
  return (
    tokens !== null &&
    (tokens.inputTokens === 0n || input !== undefined) &&
    (tokens.outputTokens === 0n || output !== undefined)
  );
}

const TOKEN_PRICES: ReadonlySet<string> = new Set(Object.values(PRICE_NAMES));

/** Returns the prices of a listed model at an instant. The total number of input tokens selects the price tier. */
function pricesAt(at: Date, { provider, modelId }: Listed, inputTokens: bigint): Prices {
  const all = provider.models[0]?.prices ?? {};
  // The library selects the prices that apply at an instant. Most models have the same prices at all
  // times.
  const listed = Array.isArray(all)
    ? (calcPrice({}, modelId, { provider, timestamp: at })?.model_price ?? {})
    : all;
  const prices: Record<string, Decimal> = {};
  for (const [name, price] of Object.entries(listed)) {
    if (price === undefined) continue;
    const inTier = typeof price === "number" ? price : priceInTier(price, Number(inputTokens));
    const unit = UNIT_PRICES.get(name);
    if (unit) prices[unit.name] = decimalOf(inTier * unit.perMillion);
    else if (TOKEN_PRICES.has(name)) prices[name] = decimalOf(inTier);
  }
  return prices;
}

type Listed = NonNullable<ReturnType<typeof findListedModel>>;

/**
 * Returns the price of the tier that the total number of input tokens reaches. As in the library, a call
 * with 200,001 input tokens is in the tier that starts at 200,000, and a call with exactly 200,000 is not.
 */
const priceInTier = ({ base, tiers }: TieredPrices, inputTokens: number): number =>
  tiers
    .filter(({ start }) => inputTokens > start)
    .reduce((reached, tier) => (tier.start >= reached.start ? tier : reached), {
      start: 0,
      price: base,
    }).price;

/** The prices of the tables as exact decimals. They are cached, because the tables have few distinct prices. */
const decimals = new Map<number, Decimal>();

/** Returns the shortest decimal of a price, without the error of a float: 0.1 × 3 gives 0.3. */
function decimalOf(price: number): Decimal {
  const known = decimals.get(price);
  if (known) return known;
  const decimal = parseDecimal(String(Number(price.toPrecision(12)))) ?? { units: 0n, scale: 0 };
  decimals.set(price, decimal);
  return decimal;
}
