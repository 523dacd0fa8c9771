import type { ChargedUnits, CostByKind, UsedPrice } from "@ai-cost/db";
import {
  type Decimal,
  decimalText,
  type KindShare,
  type PricedTokens,
  parseDecimal,
  splitMicroUsd,
  TOKEN_KINDS,
  type TokenCounts,
  type TokenKind,
  tokenCostMicroUsd,
  tokensByKind,
} from "@ai-cost/domain";

/** The usage of one call: its tokens and the other units that the provider charges for. */
export interface Usage {
  tokens: TokenCounts;
  units: ChargedUnits;
}

/**
 * The names under which a charge stores its token prices, in dollars per million. The first price table
 * uses the same names.
 */
export const PRICE_NAMES = {
  input: "input_mtok",
  cached_input: "cache_read_mtok",
  cache_write_5m: "cache_write_mtok",
  cache_write_1h: "cache_write_1h_mtok",
  audio_input: "input_audio_mtok",
  image_input: "input_image_mtok",
  output: "output_mtok",
  reasoning: "output_reasoning_mtok",
  audio_output: "output_audio_mtok",
  image_output: "output_image_mtok",
} as const satisfies Record<TokenKind, string>;

/** Prices in dollars per million, by the names of `PRICE_NAMES` and by the names of units. */
export type Prices = Readonly<Record<string, Decimal | undefined>>;

/** The kind of tokens whose price applies when a kind has no price of its own. */
const LIKE: Readonly<Partial<Record<TokenKind, TokenKind>>> = {
  cached_input: "input",
  cache_write_5m: "input",
  cache_write_1h: "cache_write_5m",
  audio_input: "input",
  image_input: "input",
  reasoning: "output",
  audio_output: "output",
  image_output: "output",
};

/**
 * The cost of a call in micro-dollars, in total and by kind, and the prices from which it was computed.
 * The total is rounded only once, half to even.
 */
export interface PricedAmount {
  amountMicroUsd: bigint;
  costByKind: CostByKind;
  price: UsedPrice;
}

/**
 * Returns the name under which a charge stores the price of a unit. The fee for each call has the name
 * `requests`; every other unit has its own name.
 */
const priceNameOfUnit = (unit: string): string => (unit === "request" ? "requests" : unit);

export const priceOfUnit = (unit: string, prices: Prices): Decimal | undefined =>
  prices[priceNameOfUnit(unit)];

/** The prices that a charge stores, as decimals. */
export const keptPrices = ({ usdPerMillion }: UsedPrice): Record<string, Decimal> =>
  Object.fromEntries(
    Object.entries(usdPerMillion).flatMap(([name, text]) => {
      const decimal = parseDecimal(text);
      return decimal ? [[name, decimal]] : [];
    }),
  );

/** The units of a call whose price is unknown. */
export const unpricedUnits = (units: ChargedUnits, prices: Prices): string[] =>
  Object.keys(units).filter((unit) => units[unit] !== 0 && priceOfUnit(unit, prices) === undefined);

/**
 * Computes the cost of a call from exact decimal prices: 1,000 input tokens at $3 and 100 output tokens at
 * $15 per million cost 4,500 micro-dollars. Tokens and units without a price cost nothing, so the caller
 * must check first that the prices are sufficient.
 */
export function priceUsage(usage: Usage, prices: Prices): PricedAmount {
  const costs = kindCosts(usage, prices);
  const amountMicroUsd = tokenCostMicroUsd(costs);
  const usdPerMillion = Object.fromEntries(
    costs.map((cost) => [cost.priceName, decimalText(cost.usdPerMillion)]),
  );
  return {
    amountMicroUsd,
    costByKind: splitMicroUsd(amountMicroUsd, sharesOf(costs)),
    price: { usdPerMillion },
  };
}

/** The cost of each kind of tokens and units, as a share of the cost of a call. */
export const pricedShares = (usage: Usage, prices: Prices): KindShare[] =>
  sharesOf(kindCosts(usage, prices));

/** The number of tokens or units of a kind, and their price. */
interface KindCost extends PricedTokens {
  kind: string;
  priceName: string;
}

/**
 * Returns the costs of the kinds that have tokens or units. Input and output are always included, because
 * a charge always stores their prices.
 */
function kindCosts(usage: Usage, prices: Prices): KindCost[] {
  const costs: KindCost[] = [];
  const add = (kind: string, tokens: bigint, priceName: string | null) => {
    const usdPerMillion = priceName === null ? undefined : prices[priceName];
    if (priceName !== null && usdPerMillion !== undefined)
      costs.push({ kind, tokens, priceName, usdPerMillion });
  };
  const counts = tokensByKind(usage.tokens);
  for (const kind of TOKEN_KINDS)
    if (counts[kind] > 0n || kind === "input" || kind === "output")
      add(kind, counts[kind], priceNameOf(kind, prices));
  for (const [unit, count] of Object.entries(usage.units))
    if (count > 0) add(unit, BigInt(count), priceNameOfUnit(unit));
  return costs;
}

/** Returns the costs as integer shares in a common unit. The price with the most decimal places determines the unit. */
function sharesOf(costs: readonly KindCost[]): KindShare[] {
  const scale = Math.max(0, ...costs.map(({ usdPerMillion }) => usdPerMillion.scale));
  return costs.map(({ kind, tokens, usdPerMillion }) => ({
    kind,
    share: tokens * usdPerMillion.units * 10n ** BigInt(scale - usdPerMillion.scale),
  }));
}

/** Returns the name of the price that applies to a kind of tokens; null when no price applies. */
function priceNameOf(kind: TokenKind, prices: Prices): string | null {
  if (prices[PRICE_NAMES[kind]] !== undefined) return PRICE_NAMES[kind];
  const like = LIKE[kind];
  return like === undefined ? null : priceNameOf(like, prices);
}
