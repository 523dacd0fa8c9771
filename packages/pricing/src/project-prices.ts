import { type Executor, modelPrices } from "@ai-cost/db";
import { type Decimal, NameLookup } from "@ai-cost/domain";
import { asc, eq } from "drizzle-orm";
import { canonicalModel } from "./names/canonical-model";
import { PRICE_NAMES, type PricedAmount, priceUsage, type Usage } from "./price-usage";

/** The prices that a project pays for a model, in micro-dollars per million tokens. */
export type ProjectPrice = Pick<
  typeof modelPrices.$inferSelect,
  | "inputMicroUsdPerMillion"
  | "outputMicroUsdPerMillion"
  | "cacheReadMicroUsdPerMillion"
  | "cacheWriteMicroUsdPerMillion"
>;

/** A project's own prices, by the reported name of the model. The lookup ignores the case of letters. */
export type ProjectPrices = NameLookup<ProjectPrice>;

/** Reads all of a project's own prices with one SQL statement. */
export async function loadProjectPrices(db: Executor, projectId: string): Promise<ProjectPrices> {
  const rows = await db
    .select()
    .from(modelPrices)
    .where(eq(modelPrices.projectId, projectId))
    .orderBy(asc(modelPrices.model));
  return new NameLookup(rows.map((row) => [row.model, row]));
}

/** Prices in dollars per million tokens, from a person or a file. */
export interface TokenPrices {
  inputUsdPerMillion: Decimal;
  /** Absent when cached tokens cost what other input costs. */
  cacheReadUsdPerMillion?: Decimal | undefined;
  cacheWriteUsdPerMillion?: Decimal | undefined;
  outputUsdPerMillion: Decimal;
}

/**
 * Computes the cost of a call by given prices. For example, 1,000 input tokens, of which 400 are cached,
 * at $3 and $0.30 per million cost 1,920 micro-dollars. Tokens of every other kind have the price of input
 * or output, and units cost nothing.
 */
export function priceByTokenPrices(given: TokenPrices, usage: Usage): PricedAmount {
  const { inputUsdPerMillion: input } = given;
  return priceUsage(usage, {
    [PRICE_NAMES.input]: input,
    [PRICE_NAMES.cached_input]: given.cacheReadUsdPerMillion ?? input,
    [PRICE_NAMES.cache_write_5m]: given.cacheWriteUsdPerMillion ?? input,
    [PRICE_NAMES.output]: given.outputUsdPerMillion,
  });
}

/**
 * Finds the project's own price for a model: the price for the reported name, otherwise the price for its
 * canonical name. So a price for `claude-sonnet-4-5` also applies to `claude-sonnet-4-5-20250929`.
 */
export function findProjectPrice(prices: ProjectPrices, model: string): TokenPrices | null {
  const price = prices.get(model) ?? prices.get(canonicalModel(model));
  if (price === undefined) return null;
  const { cacheReadMicroUsdPerMillion, cacheWriteMicroUsdPerMillion } = price;
  return {
    inputUsdPerMillion: usd(price.inputMicroUsdPerMillion),
    cacheReadUsdPerMillion: usdIfGiven(cacheReadMicroUsdPerMillion),
    cacheWriteUsdPerMillion: usdIfGiven(cacheWriteMicroUsdPerMillion),
    outputUsdPerMillion: usd(price.outputMicroUsdPerMillion),
  };
}

const usd = (microUsd: bigint): Decimal => ({ units: microUsd, scale: 6 });
const usdIfGiven = (microUsd: bigint | null): Decimal | undefined =>
  microUsd === null ? undefined : usd(microUsd);
