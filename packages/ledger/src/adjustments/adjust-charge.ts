import {
  type CostByKind,
  creditTransactions,
  type Executor,
  isId,
  newId,
  type TenantDatabase,
  type UsedPrice,
} from "@ai-cost/db";
import { and, eq, ne } from "drizzle-orm";
import { contentHash } from "../content-hash";
import { CORRECTION_KEY_PREFIX } from "../field-rules";
import { MonthRoom } from "../month-limits/month-room";
import { exactWhenNearlyFull } from "../month-limits/nearly-full";
import { invalid, type Outcome, type Refusal } from "../outcome";
import { RollupChanges } from "../read-model/rollup-changes";
import { writeRollups } from "../read-model/write-rollups";
import type { CostSource } from "../record/usage-report";
import type { LedgerScope } from "../report";
import { insertTransaction } from "../unit-of-work/credit-transactions";
import { lockJob } from "../unit-of-work/jobs";
import { type CreditTransaction, WITHOUT_USAGE } from "../unit-of-work/rows";
import { usageGapChanges } from "../unit-of-work/usage-gaps";
import { retryOnConflict } from "../unit-of-work/write-conflict";

export type Charge = typeof creditTransactions.$inferSelect;

/** A refund or correction of a charge. It gets the same `occurred_at` as the charge. */
interface Adjustment {
  kind: "refund" | "correction";
  /** Returns `amountMicroUsd` by kind. The parts sum exactly to it. */
  costByKindOf(tx: Executor, charge: Charge): Promise<CostByKind>;
  /**
   * The idempotency key of a refund. Null for a correction, whose key contains the id of its charge
   * instead.
   */
  idempotencyKey: string | null;
  chargeId: string;
  amountMicroUsd: bigint;
  /** The source of the amount; always null for a refund. */
  costSource: CostSource | null;
  /** The prices that the amount was computed with; always null for a refund. */
  price: UsedPrice | null;
  /**
   * Returns the refusal of the adjustment, or null when the adjustment is allowed. It runs after the
   * insert, so the charge's rows already include the adjustment.
   */
  refusalOf(tx: Executor, charge: Charge): Promise<Refusal | null>;
}

interface ExactAdjustment extends Adjustment {
  /**
   * Whether a month of the project is nearly full, so that the write must count exactly what the month has
   * room for.
   */
  isExact: boolean;
}

/** Thrown in the transaction to roll it back, because the adjustment may already be inserted. */
class RefusedAdjustment extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.reason);
  }
}

/** Records an adjustment in one transaction, which first locks the job that the charge counts for. */
export async function adjustCharge(
  db: TenantDatabase,
  scope: LedgerScope,
  adjustment: Adjustment,
): Promise<Outcome<{ id: string }>> {
  try {
    return await exactWhenNearlyFull(scope.projectId, (isExact) =>
      retryOnConflict(
        db,
        (tx) => recordAdjustment(tx, scope, { ...adjustment, isExact }),
        isExact ? "exclusive" : undefined,
      ),
    );
  } catch (error) {
    if (error instanceof RefusedAdjustment) return error.refusal;
    throw error;
  }
}

async function recordAdjustment(
  tx: Executor,
  { projectId, now }: LedgerScope,
  { kind, amountMicroUsd, costSource, price, isExact, ...adjustment }: ExactAdjustment,
): Promise<Outcome<{ id: string }>> {
  const { charge, job } = await lockCharge(tx, projectId, adjustment.chargeId);
  // Uses the stored id, because the caller may write the same id in capital letters. These would give
  // another idempotency key and another hash.
  const chargeId = charge.id;
  const transaction: CreditTransaction = {
    id: newId(),
    agentJobId: charge.agentJobId,
    chargeId,
    kind,
    amountMicroUsd,
    costByKind: await adjustment.costByKindOf(tx, charge),
    model: charge.model,
    canonicalModel: charge.canonicalModel,
    provider: charge.provider,
    ...WITHOUT_USAGE,
    idempotencyKey: adjustment.idempotencyKey ?? `${CORRECTION_KEY_PREFIX}${chargeId}`,
    contentHash: contentHash(kind, { chargeId, amountMicroUsd }),
    source: null,
    costSource,
    price,
    occurredAt: charge.occurredAt,
    recordedAt: now,
  };
  const outcome = await insertTransaction(tx, projectId, transaction);
  if (outcome.outcome !== "recorded") return outcome;
  // Checks after the insert. A check before it would refuse a refund that is sent again, because the sum
  // already contains that refund. The outcome must be `duplicate`.
  const refusal = await adjustment.refusalOf(tx, charge);
  if (refusal) throw new RefusedAdjustment(refusal);
  const rollups = new RollupChanges();
  rollups.addTransaction(job, transaction);
  if (charge.usageGap !== null) await addUsageGap(tx, rollups, charge, transaction);
  if (isExact) await requireRoom(tx, projectId, transaction);
  await writeRollups(tx, projectId, rollups, { isExact });
  return outcome;
}

/**
 * Refuses the adjustment when it does not fit into the month. It must run before `writeRollups`, so that
 * the month's sums do not yet contain the adjustment.
 */
async function requireRoom(tx: Executor, projectId: string, transaction: CreditTransaction) {
  const { occurredAt } = transaction;
  const room = await MonthRoom.read(tx, projectId, [occurredAt]);
  const refusal = room.refusalOf(occurredAt, [transaction]);
  if (refusal) throw new RefusedAdjustment(refusal);
}

/**
 * Adds what the adjustment changes in the rollup of usage gaps. The query leaves out the adjustment
 * itself, because it is already inserted.
 */
async function addUsageGap(
  tx: Executor,
  rollups: RollupChanges,
  charge: Charge,
  adjustment: CreditTransaction,
): Promise<void> {
  const { projectId, chargeId, id } = creditTransactions;
  const earlier = await tx
    .select()
    .from(creditTransactions)
    .where(and(eq(projectId, charge.projectId), eq(chargeId, charge.id), ne(id, adjustment.id)));
  for (const change of usageGapChanges(charge, earlier, [adjustment])) rollups.addUsageGap(change);
}

async function lockCharge(tx: Executor, projectId: string, chargeId: string) {
  if (!isId(chargeId))
    throw new RefusedAdjustment(invalid(`"${chargeId}" is not the id of a charge`));
  const [charge] = await tx
    .select()
    .from(creditTransactions)
    .where(
      and(
        eq(creditTransactions.projectId, projectId),
        eq(creditTransactions.id, chargeId),
        eq(creditTransactions.kind, "deduction"),
      ),
    );
  const job = charge?.agentJobId && (await lockJob(tx, projectId, charge.agentJobId));
  if (!charge || !job)
    throw new RefusedAdjustment(invalid(`there is no charge ${chargeId} in this project`));
  return { charge, job };
}
