import type { Decimal } from "@ai-cost/domain";
import type { DecimalSign } from "./rows/parse-number";
import type { DateOrder } from "./rows/parse-time";

/**
 * Where a field's value comes from: a column by its name, or one value for every row. For a token
 * count, `a+b` names the sum of two columns, unless a column has this name.
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
  /** In dollars. */
  cost: FieldSource | null;
}

/** Prices for all rows that have no cost of their own. Cached tokens without a price cost what other input costs. */
export interface TokenPrices {
  inputUsdPerMillion: Decimal;
  cacheReadUsdPerMillion?: Decimal | undefined;
  cacheWriteUsdPerMillion?: Decimal | undefined;
  outputUsdPerMillion: Decimal;
}

/** Whether a file's input tokens include the cached ones, or the file counts those apart. */
export type CacheCounts = "inside" | "beside";

/** How the rows of a file become usage. */
export interface ReadOptions {
  mapping: Mapping;
  prices: TokenPrices | null;
  /** Columns that look like usage and are left out. */
  ignoredColumns: readonly string[];
  /** Null when nobody said it: then a date that can be read in two ways is an error. */
  dateOrder: DateOrder | null;
  /** Null when nobody said it: then the delimiter decides, and a number that it does not decide is an error. */
  decimalSign: DecimalSign | null;
  /** Null when nobody said it, which means inside unless the names of the columns say otherwise. */
  cacheCounts: CacheCounts | null;
}
