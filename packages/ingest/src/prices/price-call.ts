import type { UsageReport } from "@ai-cost/ledger";
import type { TokenCounts } from "../calls/reported-call";
import { isPossible } from "../calls/token-counts";
import { ownCost, type ProjectPrices } from "./project-prices";
import { tablePrice } from "./table-price";

/** One call as its cost is decided. */
export interface CostlyCall extends TokenCounts {
  /** As reported; null when the report named none. */
  provider: string | null;
  /** As reported; null when the report named none. */
  model: string | null;
  occurredAt: Date;
  /** Micro-dollars that the source says it cost; null when it says nothing. */
  costMicroUsd: bigint | null;
}

/** What a call costs, where that comes from and what it was computed with, as the ledger keeps it. */
export type Pricing = Pick<UsageReport, "amountMicroUsd" | "costSource" | "price">;

const UNPRICED: Pricing = { amountMicroUsd: null, costSource: null, price: null };

/**
 * What a call costs: what its source says, else by the project's own price, else by the price table
 * of the call's instant, else it is unpriced. Nothing that is decided here changes when prices do.
 */
export function priceCall(own: ProjectPrices, call: CostlyCall): Pricing {
  const { costMicroUsd, model } = call;
  if (costMicroUsd !== null)
    return { amountMicroUsd: costMicroUsd, costSource: "reported", price: null };
  // What the ledger will refuse is not worth a price, and the library throws at it.
  if (model === null || !isPossible(call) || Number.isNaN(call.occurredAt.getTime()))
    return UNPRICED;
  const ownPrice = own.get(model);
  if (ownPrice) return { ...ownCost(ownPrice, call), costSource: "project_price" };
  const listed = tablePrice({ ...call, model });
  return listed ? { ...listed, costSource: "price_table" } : UNPRICED;
}
