import { dollarsFromMicroUsd } from "@ai-cost/domain";
import type { Charge } from "./queries";

/** The amount of a charge with its corrections and completions, before refunds; null while it is unpriced. */
function pricedMicroUsd(charge: Charge): bigint | null {
  const { amountMicroUsd, correctionMicroUsd, completionMicroUsd } = charge;
  if (amountMicroUsd === null && correctionMicroUsd === null) return null;
  return (amountMicroUsd ?? 0n) + (correctionMicroUsd ?? 0n) + (completionMicroUsd ?? 0n);
}

/** The tokens of a charge with its completions; null when neither knows them. */
const knownTokens = (reported: bigint | null, completed: bigint | null): number | null =>
  reported === null && completed === null ? null : Number((reported ?? 0n) + (completed ?? 0n));

export function toChargeOutput(charge: Charge) {
  const {
    id,
    jobId,
    runId,
    runExternalId,
    agentType,
    model,
    isCompleted,
    isSuperseded,
    priceNote,
  } = charge;
  const costMicroUsd = pricedMicroUsd(charge);
  return {
    id,
    jobId,
    runId,
    runExternalId,
    agentType,
    model,
    inputTokens: knownTokens(charge.inputTokens, charge.completionInputTokens),
    outputTokens: knownTokens(charge.outputTokens, charge.completionOutputTokens),
    cost: costMicroUsd === null ? null : dollarsFromMicroUsd(costMicroUsd),
    refundedCost: dollarsFromMicroUsd(charge.refundedMicroUsd ?? 0n),
    isCompleted,
    isSuperseded,
    priceNote,
    occurredAt: charge.occurredAt.toISOString(),
  };
}
