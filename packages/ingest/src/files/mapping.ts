import type { Decimal } from "@ai-cost/domain";
import type { DecimalSign } from "./rows/parse-number";
import type { DateOrder } from "./rows/parse-time";

/**
 * The source of a field's values: the name of a column, or one value for every row. For a token count, the
 * name `a+b` means the sum of the columns `a` and `b`, unless a column has the name `a+b`.
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
  audioInputTokens: FieldSource | null;
  audioOutputTokens: FieldSource | null;
  /** The service tier, such as `flex` or `default`. */
  serviceTier: FieldSource | null;
  /** Whether the call was part of a batch. The values in the file are texts such as `true` or `1`. */
  batch: FieldSource | null;
  model: FieldSource | null;
  provider: FieldSource | null;
  agentType: FieldSource | null;
  run: FieldSource | null;
  /** The column that contains the cost in dollars, or one cost for all rows; null when the file gives no cost. */
  cost: FieldSource | null;
}

/** The prices for rows that have no cost. Cached tokens without a price have the price of other input. */
export interface TokenPrices {
  inputUsdPerMillion: Decimal;
  cacheReadUsdPerMillion?: Decimal | undefined;
  cacheWriteUsdPerMillion?: Decimal | undefined;
  outputUsdPerMillion: Decimal;
}

/** Whether a file's input tokens include the cached tokens (`inside`) or not (`beside`). */
export type CacheCounts = "inside" | "beside";

/** The options for reading the texts of a file in any format. */
export interface TextOptions {
  /** The names of columns that look like usage and that the import should ignore. */
  ignoredColumns: readonly string[];
  /**
   * The order of day, month and year in dates; null when the user did not give it. A date that then has
   * two possible meanings is an error.
   */
  dateOrder: DateOrder | null;
  /**
   * The decimal sign; null when the user did not give it. The delimiter then determines the sign, and a
   * number that is still ambiguous is an error.
   */
  decimalSign: DecimalSign | null;
}

/** The options that determine how the rows of a file without a known format become usage. */
export interface ReadOptions extends TextOptions {
  mapping: Mapping;
  prices: TokenPrices | null;
  /**
   * Whether the input tokens include the cached tokens; null when the user did not say. They are then
   * included, unless the column names say otherwise.
   */
  cacheCounts: CacheCounts | null;
}
