import type { Executor, TenantDatabase } from "@ai-cost/db";
import { rowsToPrice } from "../completions/adjustment-rows";
import type { Figures } from "../completions/figures";
import { type KnownCharge, stateOf } from "../completions/known-charge";
import { chargeAmountProblem } from "../field-rules";
import { addAdjustments, changeCharges } from "../record/change-charges";
import type { UsageReport } from "../record/usage-report";
import type { LedgerScope } from "../report";
import type { PendingWrites } from "../unit-of-work/pending-writes";
import type { CreditTransaction } from "../unit-of-work/rows";

type Pricing = Pick<UsageReport, "amountMicroUsd" | "costByKind" | "costSource" | "price">;

/** The result of pricing charges that were recorded without a price. */
export interface CorrectedCharges {
  /** The number of charges that got a price. */
  corrected: number;
  /** The sum of the amounts that the charges got, in micro-dollars. */
  amountMicroUsd: bigint;
  /** The charges whose new price the ledger refused, with the reason. */
  problems: { chargeId: string; reason: string }[];
  /** The number of charges that still have no price, because none is known for them. */
  unpriced: number;
}

interface Correction {
  /** The idempotency keys of the charges, at most a thousand. */
  keys: readonly string[];
  /**
   * Returns the price of a charge from the usage of the charge and its completions. The charge's job is
   * locked meanwhile, so no completion can be recorded between the pricing and the correction.
   */
  priceOf(charge: CreditTransaction, usage: Figures): Pricing;
  /** Runs in the transaction that records the corrections. It does not run when no charge was corrected. */
  alongside(tx: Executor, outcome: CorrectedCharges): Promise<void>;
}

/**
 * Prices charges that were recorded without a price, in one transaction. It skips charges that have got a
 * price since, so repeating it changes nothing.
 */
export async function correctCharges(
  db: TenantDatabase,
  scope: LedgerScope,
  { keys, priceOf, alongside }: Correction,
): Promise<CorrectedCharges> {
  let outcome = nothingCorrected();
  const change = { keys, alongside: (tx: Executor) => alongside(tx, outcome) };
  await changeCharges(db, scope, change, (charges) => {
    outcome = nothingCorrected();
    for (const key of keys) {
      const known = charges.at(key);
      if (known) correct(outcome, charges.writes, known, { scope, priceOf });
    }
  });
  return outcome;
}

function correct(
  outcome: CorrectedCharges,
  writes: PendingWrites,
  known: KnownCharge,
  { scope, priceOf }: Pick<Correction, "priceOf"> & { scope: LedgerScope },
): void {
  const { figures } = stateOf(known);
  if (figures.amountMicroUsd !== null) return;
  const pricing = priceOf(known.charge, figures);
  const { amountMicroUsd } = pricing;
  if (amountMicroUsd === null) {
    outcome.unpriced += 1;
    return;
  }
  const rows = rowsToPrice(known, { ...figures, ...pricing }, scope.now);
  const reason = chargeAmountProblem(amountMicroUsd) ?? addAdjustments(writes, known, rows)?.reason;
  if (reason) {
    outcome.problems.push({ chargeId: known.charge.id, reason });
    return;
  }
  outcome.corrected += 1;
  outcome.amountMicroUsd += amountMicroUsd;
}

const nothingCorrected = (): CorrectedCharges => ({
  corrected: 0,
  amountMicroUsd: 0n,
  problems: [],
  unpriced: 0,
});
