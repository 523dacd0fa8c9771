import { dollarsFromMicroUsd } from "@ai-cost/domain";
import type { Charge } from "./queries";

/** The amount of a charge plus its corrections, before refunds; null while the charge is unpriced. */
const pricedMicroUsd = ({ amountMicroUsd, correctionMicroUsd }: Charge): bigint | null =>
  amountMicroUsd === null && correctionMicroUsd === null
    ? null
    : (amountMicroUsd ?? 0n) + (correctionMicroUsd ?? 0n);

export function toChargeOutput(charge: Charge) {
  const { amountMicroUsd, correctionMicroUsd, refundedMicroUsd, ...row } = charge;
  const costMicroUsd = pricedMicroUsd(charge);
  return {
    ...row,
    inputTokens: Number(row.inputTokens),
    outputTokens: Number(row.outputTokens),
    cost: costMicroUsd === null ? null : dollarsFromMicroUsd(costMicroUsd),
    refundedCost: dollarsFromMicroUsd(refundedMicroUsd),
    occurredAt: row.occurredAt.toISOString(),
  };
}
