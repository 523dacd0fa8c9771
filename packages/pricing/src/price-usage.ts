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

/** What one call used: its tokens, and what the provider charges for beside them. */
export interface Usage {
  tokens: TokenCounts;
  units: ChargedUnits;
}

/**
 * The names under which a charge stores the prices of tokens, in dollars per million. They are those of the
 * first price table.
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

/** The kind whose price applies to tokens of a kind that has no price of its own. */
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
 * The cost of a call in micro-dollars, in total and by kind, and the prices from which it was computed. The
 * total is rounded half to even once.
 */
export interface PricedAmount {
  amountMicroUsd: bigint;
  costByKind: CostByKind;
  price: UsedPrice;
}

/** The fee for each call is stored as the price of `requests`, and every other unit under its own name. */
const priceNameOfUnit = (unit: string): string => (unit === "request" ? "requests" : unit);

export const priceOfUnit = (unit: string, prices: Prices): Decimal | undefined =>
  prices[priceNameOfUnit(unit)];

/** The prices that a charge keeps, as decimals. */
export const keptPrices = ({ usdPerMillion }: UsedPrice): Record<string, Decimal> =>
  Object.fromEntries(
    Object.entries(usdPerMillion).flatMap(([name, text]) => {
      const decimal = parseDecimal(text);
      return decimal ? [[name, decimal]] : [];
    }),
  );

/** The units of a call that no price is known for. */
export const unpricedUnits = (units: ChargedUnits, prices: Prices): string[] =>
  Object.keys(units).filter((unit) => units[unit] !== 0 && priceOfUnit(unit, prices) === undefined);

/**
 * Computes the cost of a call from exact decimal prices: 1,000 input tokens at $3 and 100 output tokens at
 * $15 per million cost 4,500 micro-dollars. Tokens without a price and units without a price cost nothing,
 * so the caller decides first whether the prices are sufficient.
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

/** What each kind of token and unit costs, as shares of the whole cost of a call. */
export const pricedShares = (usage: Usage, prices: Prices): KindShare[] =>
  sharesOf(kindCosts(usage, prices));

/** The number of tokens or units of a kind, and their price. */
interface KindCost extends PricedTokens {
  kind: string;
  priceName: string;
}

/**
 * The costs of the kinds that have tokens or units, and always those of input and output, because a charge
 * stores their prices anyway.
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

/** The costs as shares in one unit, which is that of the most exact price. */
function sharesOf(costs: readonly KindCost[]): KindShare[] {
  const scale = Math.max(0, ...costs.map(({ usdPerMillion }) => usdPerMillion.scale));
  return costs.map(({ kind, tokens, usdPerMillion }) => ({
    kind,
    share: tokens * usdPerMillion.units * 10n ** BigInt(scale - usdPerMillion.scale),
  }));
}

/** The name of the price that applies to a kind of tokens; null when none is known. */
function priceNameOf(kind: TokenKind, prices: Prices): string | null {
  if (prices[PRICE_NAMES[kind]] !== undefined) return PRICE_NAMES[kind];
  const like = LIKE[kind];
  return like === undefined ? null : priceNameOf(like, prices);
}
