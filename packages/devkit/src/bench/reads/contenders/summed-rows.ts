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
export type Sums = Map<string, Sum>;

export function byKey<Row extends SummedRow>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Sums {
  const sums: Sums = new Map();
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

/** Floats of dollars, rounded to the micro-dollar here and nowhere before. */
export const spendAnswer = (sums: Sums): Answer => ({
  spend: sorted(
    [...sums].map(([key, { dollars, inputTokens, outputTokens }]) => [
      key,
      Math.round(dollars * 1e6),
      inputTokens + outputTokens,
    ]),
  ),
});

/** The same by agent type, where input and output tokens are told apart. */
export const agentSpendAnswer = (sums: Sums): Answer => ({
  "spend by agent type": sorted(
    [...sums].map(([key, { dollars, inputTokens, outputTokens }]) => [
      key,
      Math.round(dollars * 1e6),
      inputTokens,
      outputTokens,
    ]),
  ),
});
