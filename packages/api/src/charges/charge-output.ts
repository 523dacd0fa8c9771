import { dollarsFromMicroUsd } from "@ai-cost/domain";
import type { Charge } from "./queries";

/** Micro-dollars with the correction, before refunds; null while the price is not known. */
const pricedMicroUsd = ({ amountMicroUsd, correctionMicroUsd }: Charge): bigint | null =>
  amountMicroUsd === null && correctionMicroUsd === null
    ? null
    : (amountMicroUsd ?? 0n) + (correctionMicroUsd ?? 0n);

/** A charge as it is answered: dollars, plain numbers, ISO instants. */
export function chargeAnswer(charge: Charge) {
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
