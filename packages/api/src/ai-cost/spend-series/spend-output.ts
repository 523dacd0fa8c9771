import { toCount, toDollars } from "../../exact-numbers";

interface Spend {
  costMicroUsd: bigint;
  inputTokens: bigint;
  outputTokens: bigint;
  jobs: bigint;
}

export const NO_SPEND = { cost: 0, totalTokens: 0, jobCount: 0 };

/** The spend of a day or a month: the cost in dollars, the sum of input and output tokens, and the jobs. */
export const toSpendOutput = ({ costMicroUsd, inputTokens, outputTokens, jobs }: Spend) => ({
  cost: toDollars(costMicroUsd),
  totalTokens: toCount(inputTokens + outputTokens),
  jobCount: Number(jobs),
});
