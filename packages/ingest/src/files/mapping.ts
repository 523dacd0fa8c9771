import type { Decimal } from "@ai-cost/domain";
import type { DecimalSign } from "./rows/parse-number";
import type { DateOrder } from "./rows/parse-time";

/**
 * The source of a field: a column by its name, or one value for every row. For a token count, `a+b` means
 * the sum of the columns `a` and `b`, unless a column is named `a+b`.
 */
export type FieldSource = { column: string } | { value: string };

/** The source of each field; null for a field that is not mapped. */
export interface Mapping {
  time: FieldSource;
  inputTokens: FieldSource;
  cacheReadTokens: FieldSource | null;
  cacheWriteTokens: FieldSource | null;
  outputTokens: FieldSource;
  reasoningTokens: FieldSource | null;
  model: FieldSource | null;
  provider: FieldSource | null;
  agentType: FieldSource | null;
  run: FieldSource | null;
  /** The cost of the row, in dollars. */
  cost: FieldSource | null;
}

/**
 * The prices for rows that have no cost. If there is no price for cached tokens, the price of input
 * applies to them.
 */
export interface TokenPrices {
  inputUsdPerMillion: Decimal;
  cacheReadUsdPerMillion?: Decimal | undefined;
  cacheWriteUsdPerMillion?: Decimal | undefined;
  outputUsdPerMillion: Decimal;
}

/**
 * Whether the input tokens of a file include the cached tokens (`inside`), or do not include them
 * (`beside`).
 */
export type CacheCounts = "inside" | "beside";

/** The options that decide how the rows of a file become usage. */
export interface ReadOptions {
  mapping: Mapping;
  prices: TokenPrices | null;
  /** The columns that look like usage and that the import leaves out on purpose. */
  ignoredColumns: readonly string[];
  /** The order of day, month and year. If it is null, a date that can be read in two ways is an error. */
  dateOrder: DateOrder | null;
  /**
   * The decimal sign. If it is null, it follows from the delimiter, and a number that can still be read
   * in two ways is an error.
   */
  decimalSign: DecimalSign | null;
  /**
   * Null means `inside`, unless the names of the columns suggest that the cached tokens are counted
   * separately, which is an error.
   */
  cacheCounts: CacheCounts | null;
}
