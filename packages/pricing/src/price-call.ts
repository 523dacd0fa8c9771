import type { ChargedUnits } from "@ai-cost/db";
import { type KindShare, type ServiceTier, splitMicroUsd, type TokenCounts } from "@ai-cost/domain";
import type { UsageReport } from "@ai-cost/ledger";
import { tierOfName } from "./names/model-names";
import { priceByTable } from "./price-table/price-by-table";
import { unpricedUnits } from "./price-usage";
import {
  findProjectPrice,
  type ProjectPrices,
  priceByTokenPrices,
  type TokenPrices,
} from "./project-prices";

/** The facts about a model call that decide its cost. */
export interface PriceableCall {
  /**
   * The host or URL that received the call, as reported; null or absent when the report names none. It is
   * used only to find the seller of the call. It is not part of the idempotency key, and it is not
   * compared when the report is sent again.
   */
  endpointAddress?: string | null;
  /** The provider as reported; null when the report names none. */
  provider: string | null;
  /** The model as reported; null when the report names none. */
  model: string | null;
  /** When the call was made. The prices at this instant apply. */
  occurredAt: Date;
  /** Null when the report gives no counts. The call is then unpriced. */
  tokens: TokenCounts | null;
  /**
   * The input tokens of each call, when `tokens` is the sum of several calls. They select the price tier
   * of models whose price rises with the number of input tokens.
   */
  inputTokensPerCall?: bigint;
  /**
   * The units other than tokens that the provider charges for, such as `{ web_search: 3 }`; absent when
   * there are none.
   */
  units?: ChargedUnits | null;
  /** `batch`, `flex` or `priority`; absent for the standard tier, or when the report does not say. */
  serviceTier?: ServiceTier | null;
  /** Where the provider ran the inference, such as `us`; absent when the report does not say. */
  inferenceGeo?: string | null;
  /** The cost in micro-dollars that the report names; null when it names none. */
  costMicroUsd: bigint | null;
  /** The shares of the reported cost by kind; absent when the report does not split it. */
  costShares?: readonly KindShare[] | null;
}

/**
 * The amount of a charge in total and by kind, its source, and the prices from which it was computed, as
 * the ledger stores them.
 */
export type Pricing = Pick<UsageReport, "amountMicroUsd" | "costByKind" | "costSource" | "price">;

const UNPRICED: Pricing = { amountMicroUsd: null, costByKind: null, costSource: null, price: null };

/**
 * Prices a model call. A reported cost has priority, then the project's own price for the model, then the
 * price tables at the instant of the call. Without any of the three, the call is unpriced.
 */
export function priceCall(projectPrices: ProjectPrices, call: PriceableCall): Pricing {
  const { costMicroUsd, model, tokens } = call;
  if (costMicroUsd !== null) return reportedCost(costMicroUsd, call.costShares ?? []);
  // The ledger refuses a call with impossible values later. The price library would throw an error for it.
  if (model === null || !isPossible(call)) return UNPRICED;
  const ownPrice = findProjectPrice(projectPrices, model);
  if (ownPrice) return tokens ? byOwnPrice(ownPrice, { ...call, model, tokens }) : UNPRICED;
  const { endpointAddress = null, provider, occurredAt, inputTokensPerCall, units } = call;
  // Copies the fields one by one, because a spread of the call is many times slower.
  const listed = priceByTable({
    endpointAddress,
    provider,
    model,
    occurredAt,
    tokens,
    inputTokensPerCall,
    units,
    serviceTier: call.serviceTier,
    inferenceGeo: call.inferenceGeo,
  });
  return listed ? { ...listed, costSource: "price_table" } : UNPRICED;
}

const reportedCost = (costMicroUsd: bigint, shares: readonly KindShare[]): Pricing => ({
  amountMicroUsd: costMicroUsd,
  costByKind: splitMicroUsd(costMicroUsd, shares),
  costSource: "reported",
  price: null,
});

/**
 * Returns the service tier of a call: the reported one, otherwise the one that the model's name ends with,
 * as in `gpt-5-batch`. Returns null for the standard tier.
 */
export function tierOfCall({
  model,
  serviceTier,
}: Pick<PriceableCall, "model" | "serviceTier">): ServiceTier | null {
  const tier = serviceTier ?? tierOfName(model?.trim().toLowerCase() ?? "");
  return tier === "fast" ? null : tier;
}

/**
 * Prices a call by the project's own price, which applies to tokens in the standard tier. Another tier and
 * other units do not change the amount; the charge only gets a note.
 */
function byOwnPrice(
  prices: TokenPrices,
  call: PriceableCall & { model: string; tokens: TokenCounts },
): Pricing {
  const units = call.units ?? {};
  const priced = priceByTokenPrices(prices, { tokens: call.tokens, units });
  const notes = [
    ...(tierOfCall(call) === null ? [] : ["tier not priced"]),
    ...unpricedUnits(units, {}).map((unit) => `${unit} not priced`),
  ];
  const note = notes.join("; ");
  const price = note === "" ? priced.price : { note, ...priced.price };
  return { ...priced, price, costSource: "project_price" };
}

/** Whether the call can be priced: its instant is valid and its counts are possible. */
const isPossible = ({ occurredAt, tokens, units }: PriceableCall): boolean =>
  !Number.isNaN(occurredAt.getTime()) &&
  (tokens === null || arePossible(tokens)) &&
  Object.values(units ?? {}).every((count) => Number.isSafeInteger(count) && count >= 0);

/**
 * Whether the counts are possible: none is negative or too large to compute with, and no part, such as the
 * cached tokens, is larger than the input or output tokens that include it.
 */
function arePossible(tokens: TokenCounts): boolean {
  const cached = (tokens.cacheReadTokens ?? 0n) + (tokens.cacheWriteTokens ?? 0n);
  return (
    Object.values(tokens).every((count) => count === null || isCount(count)) &&
    cached <= tokens.inputTokens &&
    (tokens.reasoningTokens ?? 0n) <= tokens.outputTokens
  );
}

const isCount = (tokens: bigint): boolean =>
  tokens >= 0n && tokens <= BigInt(Number.MAX_SAFE_INTEGER);
