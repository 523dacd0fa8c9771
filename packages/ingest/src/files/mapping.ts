import type { Decimal } from "@ai-cost/domain";

/** Where a field's value comes from: a column by its name, or one value for every row. */
export type FieldSource = { column: string } | { value: string };

/** The source of each field; null for a field that is not mapped. */
export interface Mapping {
  time: FieldSource;
  inputTokens: FieldSource;
  outputTokens: FieldSource;
  model: FieldSource | null;
  provider: FieldSource | null;
  agentType: FieldSource | null;
  run: FieldSource | null;
  /** In dollars. */
  cost: FieldSource | null;
}

/** Prices for all rows that have no cost of their own. */
export interface TokenPrices {
  inputUsdPerMillion: Decimal;
  outputUsdPerMillion: Decimal;
}

/** How the rows of a file become usage. */
export interface ReadOptions {
  mapping: Mapping;
  prices: TokenPrices | null;
}
