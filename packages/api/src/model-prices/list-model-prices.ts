import type { ReadContext } from "../context";
import { priceAnswer } from "./price-output";
import { pricesOf } from "./queries/prices";
import { unpricedModels } from "./queries/unpriced-models";

/** A project's own prices, and the models of its charges that wait for one. */
export async function modelPriceList({ db }: ReadContext, projectId: string) {
  const prices = await pricesOf(db, projectId);
  const models = await unpricedModels(db, projectId);
  return {
    prices: prices.map(priceAnswer),
    unpricedModels: models.map((row) => ({
      model: row.model,
      charges: Number(row.charges),
      inputTokens: Number(row.input_tokens),
      outputTokens: Number(row.output_tokens),
      lastSeenAt: new Date(row.last_seen_at).toISOString(),
      isAtLeast: row.has_more,
    })),
  };
}
