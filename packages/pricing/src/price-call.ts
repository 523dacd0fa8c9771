import type { ChargedUnits } from "@ai-cost/db";
import type { ServiceTier, TokenCounts } from "@ai-cost/domain";
import type { UsageReport } from "@ai-cost/ledger";
import { priceByTable } from "./price-table/price-by-table";
import { type ProjectPrices, priceByProject } from "./project-prices";

/** The facts about a model call that decide its cost. */
export interface PriceableCall {
  /**
   * The host or URL that received the call, as reported; null or absent when the report names none. It is
   * used only to find the seller of the call. It is not part of the idempotency key, and not compared
   * when a report is sent again.
   */
  endpointAddress?: string | null;
  /** As reported; null when the report names none. */
  provider: string | null;
  /** As reported; null when the report names none. */
  model: string | null;
  /** When the call was made. The prices of this instant apply. */
  occurredAt: Date;
  /** Null when the report gives no counts. The call is then unpriced. */
  tokens: TokenCounts | null;
  /** What the provider charges for beside tokens, such as `{ web_search: 3 }`; absent when nothing. */
  units?: ChargedUnits | null;
  /** `batch`, `flex` or `priority`; absent for the standard tier, or when the report does not say. */
  serviceTier?: ServiceTier | null;
  /** The cost in micro-dollars that the report names; null when it names none. */
  costMicroUsd: bigint | null;
}

/**
 * The amount of a charge, where the amount comes from, and the prices from which it was computed, as the
 * ledger stores them.
 */
export type Pricing = Pick<UsageReport, "amountMicroUsd" | "costSource" | "price">;

const UNPRICED: Pricing = { amountMicroUsd: null, costSource: null, price: null };

/**
 * Prices a model call. The reported cost comes first, then the project's own price for the model, then
 * the price tables at the instant of the call. Without any of these three, the call is unpriced.
 */
export function priceCall(projectPrices: ProjectPrices, call: PriceableCall): Pricing {
  const { costMicroUsd, model, tokens } = call;
  if (costMicroUsd !== null)
    return { amountMicroUsd: costMicroUsd, costSource: "reported", price: null };
  // The ledger refuses such a call later, and the price library would throw an error for it.
  if (
    model === null ||
    tokens === null ||
    !arePossible(tokens) ||
    Number.isNaN(call.occurredAt.getTime())
  )
    return UNPRICED;
  const projectPrice = projectPrices.get(model);
  if (projectPrice) return { ...priceByProject(projectPrice, tokens), costSource: "project_price" };
  const listed = priceByTable({ ...call, model, tokens });
  return listed ? { ...listed, costSource: "price_table" } : UNPRICED;
}

/**
 * Whether no count is negative or too large to compute with, and no included count, such as the cached
 * tokens, is larger than the input or output tokens that include it.
 */
function arePossible({ inputTokens, outputTokens, ...parts }: TokenCounts): boolean {
  const cacheRead = parts.cacheReadTokens ?? 0n;
  const cacheWrite = parts.cacheWriteTokens ?? 0n;
  const reasoning = parts.reasoningTokens ?? 0n;
  return (
    [inputTokens, outputTokens, cacheRead, cacheWrite, reasoning].every(isCount) &&
    cacheRead + cacheWrite <= inputTokens &&
    reasoning <= outputTokens
  );
}

const isCount = (tokens: bigint): boolean =>
  tokens >= 0n && tokens <= BigInt(Number.MAX_SAFE_INTEGER);
