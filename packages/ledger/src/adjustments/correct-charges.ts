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

/** What became of charges that had no price. */
export interface CorrectedCharges {
  /** The number of charges that have a price now. */
  corrected: number;
  /** The sum of their new amounts, in micro-dollars. */
  amountMicroUsd: bigint;
  /** The charges that the ledger refused a price for, with the reason. */
  problems: { chargeId: string; reason: string }[];
  /** The number of charges that no price is known for. */
  unpriced: number;
}

interface Correction {
  /** The idempotency keys of the charges, at most a thousand. */
  keys: readonly string[];
  /**
   * The price of a charge. It gets the usage of the charge and its completions as they are while the
   * charge's job is locked, so no completion can come between the price and its correction.
   */
  priceOf(charge: CreditTransaction, usage: Figures): Pricing;
  /** Runs in the same transaction, unless no charge has been corrected. */
  alongside(tx: Executor, outcome: CorrectedCharges): Promise<void>;
}

/**
 * Prices charges that were recorded without a price, in one transaction. Charges that have a price by now
 * are left as they are, so repeating it changes nothing.
 */
export async function correctCharges(
  db: TenantDatabase,
  scope: LedgerScope,
  { keys, priceOf, alongside }: Correction,
): Promise<CorrectedCharges> {
  let outcome = nothingCorrected();
  const change = {
    keys,
    lock: "shared",
    alongside: (tx: Executor) => alongside(tx, outcome),
  } as const;
  await changeCharges(db, scope, change, ({ writes, at }) => {
    outcome = nothingCorrected();
    for (const key of keys) {
      const known = at(key);
      if (known) correct(outcome, writes, known, { scope, priceOf });
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
