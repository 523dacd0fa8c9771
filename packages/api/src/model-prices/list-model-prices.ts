import type { ReadContext } from "../context";
import { toCount } from "../exact-numbers";
import { toPriceOutput } from "./price-output";
import { selectPrices } from "./queries/prices";
import { selectUnpricedModels } from "./queries/unpriced-models";

/** The project's own prices, and the models with unpriced charges. */
export async function listModelPrices({ db }: ReadContext, projectId: string) {
  const prices = await selectPrices(db, projectId);
  const models = await selectUnpricedModels(db, projectId);
  return {
    prices: prices.map(toPriceOutput),
    unpricedModels: models.map((row) => ({
      model: row.model,
      charges: Number(row.charges),
      inputTokens: toCount(BigInt(row.input_tokens)),
      outputTokens: toCount(BigInt(row.output_tokens)),
      lastSeenAt: new Date(row.last_seen_at).toISOString(),
      isAtLeast: row.has_more,
    })),
  };
}
