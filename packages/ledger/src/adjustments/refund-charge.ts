import {
  type CostByKind,
  creditTransactions,
  type Executor,
  type TenantDatabase,
} from "@ai-cost/db";
import { splitMicroUsd } from "@ai-cost/domain";
import { and, eq } from "drizzle-orm";
import { attributedCost, sumOfKinds } from "../completions/figures";
import { amountProblem, keyProblem } from "../field-rules";
import { invalid, type Outcome } from "../outcome";
import type { LedgerScope } from "../report";
import { adjustCharge, type Charge } from "./adjust-charge";

/**
 * Refunds part or all of a charge. The amount, in micro-dollars, must be more than 0, and all refunds
 * of a charge together must not exceed its cost. A refund of a charge without a price is `invalid`.
 */
export async function refundCharge(
  db: TenantDatabase,
  scope: LedgerScope,
  refund: { idempotencyKey: string; chargeId: string; amountMicroUsd: bigint },
): Promise<Outcome<{ id: string }>> {
  const problem =
    keyProblem(refund.idempotencyKey) ??
    amountProblem(refund.amountMicroUsd) ??
    (refund.amountMicroUsd === 0n ? "a refund must be more than $0" : null);
  if (problem) return invalid(problem);
  return adjustCharge(db, scope, {
    ...refund,
    kind: "refund",
    costSource: null,
    price: null,
    costByKindOf: async (tx, charge) => {
      const adjustments = await adjustmentsOf(tx, charge);
      const costs = adjustments.filter(({ kind }) => kind !== "refund");
      return refundedByKind(
        refund.amountMicroUsd,
        sumOfKinds([charge, ...costs].map(attributedCost)),
      );
    },
    refusalOf: async (tx, charge) => {
      const problem = await refundProblem(tx, charge);
      return problem === null ? null : invalid(problem);
    },
  });
}

/** Splits a refund by kind, in the proportions of the cost that it refunds. */
const refundedByKind = (amountMicroUsd: bigint, cost: CostByKind): CostByKind =>
  splitMicroUsd(
    amountMicroUsd,
    Object.entries(cost).map(([kind, part]) => ({ kind, share: BigInt(Math.max(part, 0)) })),
  );

/** The refunds, corrections and completions of a charge. */
const adjustmentsOf = (tx: Executor, charge: Charge) =>
  tx
    .select({
      kind: creditTransactions.kind,
      amountMicroUsd: creditTransactions.amountMicroUsd,
      costByKind: creditTransactions.costByKind,
    })
    .from(creditTransactions)
    .where(
      and(
        eq(creditTransactions.projectId, charge.projectId),
        eq(creditTransactions.chargeId, charge.id),
      ),
    );

async function refundProblem(tx: Executor, charge: Charge): Promise<string | null> {
  const adjustments = await adjustmentsOf(tx, charge);
  const sumOf = (wanted: Charge["kind"]) =>
    adjustments
      .filter(({ kind }) => kind === wanted)
      .reduce((sum, { amountMicroUsd }) => sum + (amountMicroUsd ?? 0n), 0n);
  const isPriced =
    charge.amountMicroUsd !== null || adjustments.some(({ kind }) => kind === "correction");
  if (!isPriced) return "the charge has no price yet; correct it first";
  const costMicroUsd = (charge.amountMicroUsd ?? 0n) + sumOf("correction") + sumOf("completion");
  return sumOf("refund") > costMicroUsd
    ? "the refunds of the charge would be more than it cost"
    : null;
}
