import type { CostByKind, Executor, TenantDatabase, UsedPrice } from "@ai-cost/db";
import { attributedCost, compareUsage, sumOf, type Usage } from "../completions/figures";
import { chargeAmountProblem } from "../field-rules";
import { conflict, invalid, type Outcome, type Refusal } from "../outcome";
import type { CostSource } from "../record/usage-report";
import type { LedgerScope } from "../report";
import { findWholeCharges } from "../unit-of-work/credit-transactions";
import { adjustCharge, type Charge } from "./adjust-charge";

/**
 * Sets the cost, in micro-dollars, of a charge that was recorded without a price; 0 is allowed. A
 * charge has one correction: repeating it with the same amount is a `duplicate`, and with another
 * amount a `conflict`. A correction of a charge that was recorded with a price is `invalid`. One whose
 * `usage` is not the usage of the charge and its completions any more is a `conflict`.
 */
export async function correctCharge(
  db: TenantDatabase,
  scope: LedgerScope,
  correction: {
    chargeId: string;
    amountMicroUsd: bigint;
    /** The usage that the amount was computed for; absent when the amount was not computed. */
    usage?: Usage;
    /** The amount by kind; unattributed when absent. */
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
    refusalOf: (tx, charge) => refusalOf(tx, charge, correction.usage),
  });
}

async function refusalOf(
  tx: Executor,
  charge: Charge,
  usage: Usage | undefined,
): Promise<Refusal | null> {
  if (charge.amountMicroUsd !== null) return invalid("the charge already has a price");
  if (!usage) return null;
  const rows = await findWholeCharges(tx, charge.projectId, [charge.id]);
  const withUsage = rows.filter(({ kind }) => kind === "deduction" || kind === "completion");
  return compareUsage(usage, sumOf(withUsage)) === "same"
    ? null
    : conflict("a completion has changed the usage of the charge");
}
