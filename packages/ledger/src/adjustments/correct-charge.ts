import type { CostByKind, TenantDatabase, UsedPrice } from "@ai-cost/db";
import { attributedCost } from "../completions/figures";
import { chargeAmountProblem } from "../field-rules";
import { invalid, type Outcome } from "../outcome";
import type { CostSource } from "../record/usage-report";
import type { LedgerScope } from "../report";
import { adjustCharge } from "./adjust-charge";

/**
 * Sets the cost, in micro-dollars, of a charge that was recorded without a price; 0 is allowed. A
 * charge has one correction: repeating it with the same amount is a `duplicate`, and with another
 * amount a `conflict`. A correction of a charge that was recorded with a price is `invalid`.
 */
export async function correctCharge(
  db: TenantDatabase,
  scope: LedgerScope,
  correction: {
    chargeId: string;
    amountMicroUsd: bigint;
    /** The amount by kind; when absent, the whole amount is unattributed. */
    costByKind?: CostByKind | null;
    /** The source of the amount; null when it is unknown. */
    costSource?: CostSource | null;
    /** The prices that the amount was computed with; null when it was not computed. */
    price?: UsedPrice | null;
  },
): Promise<Outcome<{ id: string }>> {
  const problem = chargeAmountProblem(correction.amountMicroUsd);
  if (problem) return invalid(problem);
  return adjustCharge(db, scope, {
    costSource: null,
    price: null,
    ...correction,
    kind: "correction",
    idempotencyKey: null,
    costByKindOf: async () => attributedCost(correction),
    refusalOf: async (_, { amountMicroUsd }) =>
      amountMicroUsd === null ? null : invalid("the charge already has a price"),
  });
}
