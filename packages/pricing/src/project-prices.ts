import { type Executor, modelPrices } from "@ai-cost/db";
import { type Decimal, NameLookup, type TokenCounts } from "@ai-cost/domain";
import { asc, eq } from "drizzle-orm";
import { type PricedAmount, priceTokens } from "./price-tokens";

/** The prices that a project pays for a model, in micro-dollars per million tokens. */
export type ProjectPrice = Pick<
  typeof modelPrices.$inferSelect,
  | "inputMicroUsdPerMillion"
  | "outputMicroUsdPerMillion"
  | "cacheReadMicroUsdPerMillion"
  | "cacheWriteMicroUsdPerMillion"
>;

/** The own prices of a project, by the name of the model in reports. Upper and lower case are equal. */
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

/**
 * Computes the cost of tokens by a project's own price. For example, 1,000 input tokens, of which 400 are
 * cached, at $3 and $0.30 per million cost 1,920 micro-dollars. If the project has no price for cached
 * tokens, the price of input applies to them.
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

/**
 * Returns an empty list when the call has no such tokens, because a charge stores only the prices that it
 * used.
 */
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
