import { type Executor, modelPrices } from "@ai-cost/db";
import type { Decimal } from "@ai-cost/domain";
import { asc, eq } from "drizzle-orm";
import { NameLookup } from "../calls/name-lookup";
import type { TokenCounts } from "../calls/reported-call";
import { exactPrice } from "./exact-price";

/** What a model costs a project, in micro-dollars per million tokens. */
export type OwnPrice = Pick<
  typeof modelPrices.$inferSelect,
  | "inputMicroUsdPerMillion"
  | "outputMicroUsdPerMillion"
  | "cacheReadMicroUsdPerMillion"
  | "cacheWriteMicroUsdPerMillion"
>;

/** A project's own prices by the model's name as reports give it, whatever its case. */
export type ProjectPrices = NameLookup<OwnPrice>;

/** The project's own prices as they are now; one statement. */
export async function loadProjectPrices(db: Executor, projectId: string): Promise<ProjectPrices> {
  const rows = await db
    .select()
    .from(modelPrices)
    .where(eq(modelPrices.projectId, projectId))
    .orderBy(asc(modelPrices.model));
  return new NameLookup(rows.map((row) => [row.model, row]));
}

/**
 * What tokens cost by a project's own price: 1,000 in, 400 of them from the cache, at $3 and $0.30 a
 * million → 1,920 micro-dollars. Cached input without a price of its own costs what other input does.
 */
export function ownCost(own: OwnPrice, tokens: TokenCounts) {
  const input = usd(own.inputMicroUsdPerMillion);
  const cacheRead = tokens.cacheReadTokens ?? 0n;
  const cacheWrite = tokens.cacheWriteTokens ?? 0n;
  return exactPrice([
    {
      unit: "input_mtok",
      tokens: tokens.inputTokens - cacheRead - cacheWrite,
      usdPerMillion: input,
    },
    ...cached("cache_read_mtok", cacheRead, own.cacheReadMicroUsdPerMillion, input),
    ...cached("cache_write_mtok", cacheWrite, own.cacheWriteMicroUsdPerMillion, input),
    {
      unit: "output_mtok",
      tokens: tokens.outputTokens,
      usdPerMillion: usd(own.outputMicroUsdPerMillion),
    },
  ]);
}

const usd = (microUsd: bigint): Decimal => ({ units: microUsd, scale: 6 });

/** Only where there are such tokens: what is kept with a charge is what it was priced with. */
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
