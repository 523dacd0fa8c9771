import { NameLookup, NO_TOKENS } from "@ai-cost/domain";
import { type ProjectPrices, priceCall } from "@ai-cost/pricing";
import type { ReadContext } from "../context";
import { toCount } from "../exact-numbers";
import { toPriceOutput } from "./price-output";
import { selectPrices } from "./queries/prices";
import { selectUnpricedModels, type UnpricedModelRow } from "./queries/unpriced-models";

/** The project's own prices, and the models with unpriced charges. */
export async function listModelPrices({ db }: ReadContext, projectId: string) {
  const prices = await selectPrices(db, projectId);
  const models = await selectUnpricedModels(db, projectId);
  const ownPrices: ProjectPrices = new NameLookup(prices.map((price) => [price.model, price]));
  return {
    prices: prices.map(toPriceOutput),
    unpricedModels: models.map((row) => ({
      model: row.model,
      charges: Number(row.charges),
      inputTokens: toCount(BigInt(row.input_tokens)),
      outputTokens: toCount(BigInt(row.output_tokens)),
      lastSeenAt: new Date(row.last_seen_at).toISOString(),
      isAtLeast: row.has_more,
      hasPrice: hasPrice(ownPrices, row),
    })),
  };
}

/** Whether a call like the newest of the model's charges has a price today. */
const hasPrice = (ownPrices: ProjectPrices, { model, provider, last_seen_at }: UnpricedModelRow) =>
  priceCall(ownPrices, {
    model,
    provider,
    occurredAt: new Date(last_seen_at),
    tokens: NO_TOKENS,
    costMicroUsd: null,
  }).amountMicroUsd !== null;
