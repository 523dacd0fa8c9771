import type { TokenCounts } from "@ai-cost/domain";
import type { UsageReport } from "@ai-cost/ledger";
import { priceByTable } from "./price-table/price-by-table";
import { type ProjectPrices, priceByProject } from "./project-prices";

/** What decides the cost of a model call. */
export interface PriceableCall {
  /**
   * The host or URL that the call was sent to, as reported; null or absent when the report names none.
   * It only decides who sold the call: no key and no comparison of reports depends on it.
   */
  endpointAddress?: string | null;
  /** As reported; null when the report names none. */
  provider: string | null;
  /** As reported; null when the report names none. */
  model: string | null;
  /** Prices change over time: the price at this instant applies. */
  occurredAt: Date;
  tokens: TokenCounts;
  /** What the source itself says that the call cost, in micro-dollars; null when it says nothing. */
  costMicroUsd: bigint | null;
}

/** The amount of a charge, its source and the prices that made it, as the ledger keeps them. */
export type Pricing = Pick<UsageReport, "amountMicroUsd" | "costSource" | "price">;

const UNPRICED: Pricing = { amountMicroUsd: null, costSource: null, price: null };

/**
 * Prices a call: the cost that its source reports wins, then the project's own price for the model,
 * then the price tables at the call's instant. Without any of them the call is unpriced.
 */
export function priceCall(projectPrices: ProjectPrices, call: PriceableCall): Pricing {
  const { costMicroUsd, model, tokens } = call;
  if (costMicroUsd !== null)
    return { amountMicroUsd: costMicroUsd, costSource: "reported", price: null };
  // The ledger will refuse such a call, and the price library throws for it.
  if (model === null || !arePossible(tokens) || Number.isNaN(call.occurredAt.getTime()))
    return UNPRICED;
  const projectPrice = projectPrices.get(model);
  if (projectPrice) return { ...priceByProject(projectPrice, tokens), costSource: "project_price" };
  const listed = priceByTable({ ...call, model });
  return listed ? { ...listed, costSource: "price_table" } : UNPRICED;
}

/** Whether no count is negative or too large to compute with, and no part is larger than its whole. */
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
