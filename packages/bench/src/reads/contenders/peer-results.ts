import { type QueryResult, sorted } from "../queries/query-result";

/** A row of sums, which the code of the compared system adds up further. `spend` is in dollars. */
export interface SummedRow {
  spend: number | string;
  prompt_tokens: bigint;
  completion_tokens: bigint;
}

interface Sum {
  dollars: number;
  inputTokens: number;
  outputTokens: number;
}
export type Sums = ReadonlyMap<string, Sum>;

/** Adds up rows with the same key, as the code of the compared system does. */
export function sumByKey<Row extends SummedRow>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Sums {
  const sums = new Map<string, Sum>();
  for (const row of rows) {
    const key = keyOf(row);
    const sum = sums.get(key) ?? { dollars: 0, inputTokens: 0, outputTokens: 0 };
    sum.dollars += Number(row.spend);
    sum.inputTokens += Number(row.prompt_tokens);
    sum.outputTokens += Number(row.completion_tokens);
    sums.set(key, sum);
  }
  return sums;
}

/**
 * Converts dollars to micro-dollars. The compared systems sum floating-point dollars, so only the
 * final sum is rounded.
 */
const microUsd = (dollars: unknown): number => Math.round(Number(dollars) * 1e6);

const spendRows = (sums: Sums, tokensOf: (sum: Sum) => number[]) =>
  sorted([...sums].map(([key, sum]) => [key, microUsd(sum.dollars), ...tokensOf(sum)]));

/** Converts sums by day, month or project to a query result. */
export const spendResult = (sums: Sums): QueryResult => ({
  spend: spendRows(sums, ({ inputTokens, outputTokens }) => [inputTokens + outputTokens]),
});

export const agentsResult = (sums: Sums): QueryResult => ({
  "spend by agent type": spendRows(sums, ({ inputTokens, outputTokens }) => [
    inputTokens,
    outputTokens,
  ]),
});

export const topRunsResult = (runs: readonly Record<string, unknown>[]): QueryResult => ({
  "most expensive runs": runs.map(({ id, spend }) => [String(id), microUsd(spend)]),
});

/** Converts the rows of the newest charges to a query result. */
export const recentResult = (rows: readonly Record<string, unknown>[]): QueryResult => ({
  charges: rows.map((row) => [
    String(row.id),
    String(row.model),
    Number(row.prompt_tokens),
    Number(row.completion_tokens),
    Number(row.start_ms),
  ]),
  "net cost": rows.map(({ id, spend }) => [String(id), microUsd(spend)]),
});
