import { type Answer, sorted } from "../answer";

/** Sums as peers answer them, for the application to add up further. Dollars. */
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

export function byKey<Row extends SummedRow>(
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

/** Floats of dollars are rounded to the micro-dollar here and nowhere before. */
const microUsd = (dollars: unknown): number => Math.round(Number(dollars) * 1e6);

const spendRows = (sums: Sums, tokensOf: (sum: Sum) => number[]) =>
  sorted([...sums].map(([key, sum]) => [key, microUsd(sum.dollars), ...tokensOf(sum)]));

/** Of days, months or projects. */
export const spendAnswer = (sums: Sums): Answer => ({
  spend: spendRows(sums, ({ inputTokens, outputTokens }) => [inputTokens + outputTokens]),
});

export const agentsAnswer = (sums: Sums): Answer => ({
  "spend by agent type": spendRows(sums, ({ inputTokens, outputTokens }) => [
    inputTokens,
    outputTokens,
  ]),
});

export const dearestAnswer = (runs: readonly Record<string, unknown>[]): Answer => ({
  "dearest runs": runs.map(({ id, spend }) => [String(id), microUsd(spend)]),
});

/** Of the newest charges. */
export const pageAnswer = (rows: readonly Record<string, unknown>[]): Answer => ({
  charges: rows.map((row) => [
    String(row.id),
    String(row.model),
    Number(row.prompt_tokens),
    Number(row.completion_tokens),
    Number(row.start_ms),
  ]),
  "net cost": rows.map(({ id, spend }) => [String(id), microUsd(spend)]),
});
