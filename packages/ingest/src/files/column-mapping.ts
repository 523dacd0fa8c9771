import type { Decimal } from "@ai-cost/domain";

/** Where a field of a row comes from: from a column of the file, or it is the same for all rows. */
export type FieldSource = { column: string } | { value: string };

/** Where the fields of a row come from; null for a field that the file does not have. */
export interface ColumnMapping {
  /** ISO 8601, `YYYY-MM-DD HH:MM:SS` or Unix time. */
  time: FieldSource;
  /** With the cached tokens. */
  inputTokens: FieldSource;
  /** With the reasoning tokens. */
  outputTokens: FieldSource;
  model: FieldSource | null;
  provider: FieldSource | null;
  agentType: FieldSource | null;
  run: FieldSource | null;
  /** US dollars. */
  cost: FieldSource | null;
}

/** The prices that a person names for an import. */
export interface TokenPrices {
  inputUsdPerMillion: Decimal;
  outputUsdPerMillion: Decimal;
}
