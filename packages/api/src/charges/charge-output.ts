import { dollarsFromMicroUsd } from "@ai-cost/domain";
import type { Charge } from "./queries";

export const toChargeOutput = ({
  inputTokens,
  outputTokens,
  costMicroUsd,
  refundedMicroUsd,
  occurredAt,
  ...charge
}: Charge) => ({
  ...charge,
  inputTokens: inputTokens === null ? null : Number(inputTokens),
  outputTokens: outputTokens === null ? null : Number(outputTokens),
  cost: costMicroUsd === null ? null : dollarsFromMicroUsd(BigInt(costMicroUsd)),
  refundedCost: dollarsFromMicroUsd(BigInt(refundedMicroUsd)),
  occurredAt: new Date(occurredAt).toISOString(),
});
