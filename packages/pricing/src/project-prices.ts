import { type Executor, modelPrices } from "@ai-cost/db";
import { type Decimal, NameLookup, type TokenCounts } from "@ai-cost/domain";
import { asc, eq } from "drizzle-orm";
import { type PricedAmount, priceTokens } from "./price-tokens";

/** What a project pays for a model, in micro-dollars per million tokens. */
export type ProjectPrice = Pick<
  typeof modelPrices.$inferSelect,
  | "inputMicroUsdPerMillion"
  | "outputMicroUsdPerMillion"
  | "cacheReadMicroUsdPerMillion"
  | "cacheWriteMicroUsdPerMillion"
>;

/** A project's own prices by the model's name as reports give it; case is ignored. */
export type ProjectPrices = NameLookup<ProjectPrice>;

/** Reads the project's own prices in one statement. */
export async function loadProjectPrices(db: Executor, projectId: string): Promise<ProjectPrices> {
  const rows = await db
    .select()
    .from(modelPrices)
    .where(eq(modelPrices.projectId, projectId))
    .orderBy(asc(modelPrices.model));
  return new NameLookup(rows.map((row) => [row.model, row]));
}

/**
 * Prices tokens by a project's own price: 1,000 input tokens, of which 400 are cached, at $3 and $0.30
 * a million → 1,920 micro-dollars. Cached tokens without a price of their own cost what other input
 * costs.
 */
export function priceByProject(price: ProjectPrice, tokens: TokenCounts): PricedAmount {
  const input = usd(price.inputMicroUsdPerMillion);
  const cacheRead = tokens.cacheReadTokens ?? 0n;
  const cacheWrite = tokens.cacheWriteTokens ?? 0n;
  return priceTokens([
    {
      unit: "input_mtok",
      tokens: tokens.inputTokens - cacheRead - cacheWrite,
      usdPerMillion: input,
    },
    ...cached("cache_read_mtok", cacheRead, price.cacheReadMicroUsdPerMillion, input),
    ...cached("cache_write_mtok", cacheWrite, price.cacheWriteMicroUsdPerMillion, input),
    {
      unit: "output_mtok",
      tokens: tokens.outputTokens,
      usdPerMillion: usd(price.outputMicroUsdPerMillion),
    },
  ]);
}

const usd = (microUsd: bigint): Decimal => ({ units: microUsd, scale: 6 });

/** Nothing when there are no such tokens, because a charge keeps only the prices that it used. */
const cached = (
  unit: "cache_read_mtok" | "cache_write_mtok",
  tokens: bigint,
  microUsdPerMillion: bigint | null,
  input: Decimal,
) =>
  tokens === 0n
    ? []
    : [
        {
          unit,
          tokens,
          usdPerMillion: microUsdPerMillion === null ? input : usd(microUsdPerMillion),
        },
      ];
