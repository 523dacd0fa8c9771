import type { TenantDatabase, UsedPrice } from "@ai-cost/db";
import { amountProblem } from "../field-rules";
import { invalid, type Outcome } from "../outcome";
import type { CostSource } from "../record/usage-report";
import type { LedgerScope } from "../report";
import { adjustCharge } from "./adjust-charge";

/**
 * Gives a price, in micro-dollars, to a charge that was recorded without one; 0 is a price. A charge
 * is corrected once: the same amount again is a `duplicate`, another amount a `conflict`. A correction
 * of a charge that has a price is `invalid`.
 */
export async function correctCharge(
  db: TenantDatabase,
  scope: LedgerScope,
  correction: {
    chargeId: string;
    amountMicroUsd: bigint;
    /** Where the amount comes from; null when nobody says. */
    costSource?: CostSource | null;
    /** The prices that the amount was computed with; null when it was not computed. */
    price?: UsedPrice | null;
  },
): Promise<Outcome<{ id: string }>> {
  const problem = amountProblem(correction.amountMicroUsd);
  if (problem) return invalid(problem);
  return adjustCharge(db, scope, {
    costSource: null,
    price: null,
    ...correction,
    kind: "correction",
    idempotencyKey: null,
    problemOf: async (_, { amountMicroUsd }) =>
      amountMicroUsd === null ? null : "the charge already has a price",
  });
}
