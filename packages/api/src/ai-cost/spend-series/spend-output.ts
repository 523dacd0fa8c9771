import { dollarsFromMicroUsd } from "@ai-cost/domain";

interface Spend {
  costMicroUsd: bigint;
  inputTokens: bigint;
  outputTokens: bigint;
  jobs: bigint;
}

export const NO_SPEND = { cost: 0, totalTokens: 0, jobCount: 0 };

/** A day's or a month's spend: dollars, all tokens, jobs. */
export const toSpendOutput = ({ costMicroUsd, inputTokens, outputTokens, jobs }: Spend) => ({
  cost: dollarsFromMicroUsd(costMicroUsd),
  totalTokens: Number(inputTokens + outputTokens),
  jobCount: Number(jobs),
});
