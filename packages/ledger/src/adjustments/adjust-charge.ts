import {
  creditTransactions,
  type Executor,
  isId,
  newId,
  type TenantDatabase,
  type UsedPrice,
} from "@ai-cost/db";
import { and, eq } from "drizzle-orm";
import { contentHash } from "../content-hash";
import { SpendChanges } from "../read-model/rollup-changes";
import { writeSpend } from "../read-model/write-rollups";
import { amountProblem, keyProblem } from "../record/usage-rules";
import type { CostSource, EntryOutcome, LedgerScope } from "../types";
import { type Entry, insertEntry } from "../unit-of-work/credit-transactions";
import { lockJob } from "../unit-of-work/jobs";
import { repeatOf } from "../unit-of-work/taken-keys";
import { correctionKey } from "./correction-key";
import { Refused, unlessRefused } from "./refused";

interface Adjustment {
  kind: "refund" | "correction";
  /** Null for a correction, whose key is made from the charge. */
  idempotencyKey: string | null;
  chargeId: string;
  amountMicroUsd: bigint;
  /** Null for a refund, which is of what was charged. */
  costSource: CostSource | null;
  price: UsedPrice | null;
}

/**
 * Gives back part or all of a charge, in micro-dollars: more than 0, and all refunds of a charge
 * together never more than it cost. It counts at the charge's own instant.
 */
export async function refundCharge(
  db: TenantDatabase,
  scope: LedgerScope,
  refund: { idempotencyKey: string; chargeId: string; amountMicroUsd: bigint },
): Promise<EntryOutcome> {
  const reason =
    keyProblem(refund.idempotencyKey) ??
    amountProblem(refund.amountMicroUsd) ??
    (refund.amountMicroUsd === 0n ? "a refund must be more than $0" : null);
  if (reason) return { outcome: "invalid", reason };
  return unlessRefused(db, (tx) =>
    adjustCharge(tx, scope, { kind: "refund", costSource: null, price: null, ...refund }),
  );
}

/**
 * Carries the price of a charge that was recorded without one, in micro-dollars; 0 is a price. A
 * charge is corrected once: the same amount again is `repeated`, another one a `conflict`. What it was
 * priced with is kept.
 */
export async function correctCharge(
  db: TenantDatabase,
  scope: LedgerScope,
  correction: {
    chargeId: string;
    amountMicroUsd: bigint;
    /** Where the amount comes from; null when nobody says. */
    costSource?: CostSource | null;
    /** What it was computed with; null when it was not computed. */
    price?: UsedPrice | null;
  },
): Promise<EntryOutcome> {
  const reason = amountProblem(correction.amountMicroUsd);
  if (reason) return { outcome: "invalid", reason };
  const { costSource = null, price = null, ...asked } = correction;
  return unlessRefused(db, (tx) =>
    adjustCharge(tx, scope, {
      kind: "correction",
      idempotencyKey: null,
      costSource,
      price,
      ...asked,
    }),
  );
}

async function adjustCharge(
  tx: Executor,
  { projectId, now }: LedgerScope,
  { kind, amountMicroUsd, costSource, price, ...asked }: Adjustment,
): Promise<EntryOutcome> {
  const { charge, job } = await lockCharge(tx, projectId, asked.chargeId);
  // As it is stored: the caller's may be in capitals, and would make another key and hash.
  const chargeId = charge.id;
  const entry: Entry = {
    id: newId(),
    agentJobId: job.id,
    chargeId,
    kind,
    amountMicroUsd,
    model: charge.model,
    provider: charge.provider,
    inputTokens: 0n,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    outputTokens: 0n,
    reasoningTokens: null,
    idempotencyKey: asked.idempotencyKey ?? correctionKey(chargeId),
    contentHash: contentHash(kind, { chargeId, amountMicroUsd }),
    source: null,
    costSource,
    price,
    occurredAt: charge.occurredAt,
    recordedAt: now,
  };
  if (!(await insertEntry(tx, projectId, entry))) return repeatOf(tx, projectId, entry);
  // With the new row in: checked first, an honest repeat would be refused for its own first time.
  await refuseUnlessCovered(tx, projectId, charge, kind);
  const changes = new SpendChanges();
  changes.addEntry({ ...job, occurredAt: charge.occurredAt }, entry);
  await writeSpend(tx, projectId, changes);
  return { outcome: "recorded", id: entry.id };
}

type Charge = typeof creditTransactions.$inferSelect;

const isOfProject = (projectId: string) => eq(creditTransactions.projectId, projectId);

async function lockCharge(tx: Executor, projectId: string, chargeId: string) {
  if (!isId(chargeId)) throw new Refused(`"${chargeId}" is not the id of a charge`);
  const [charge] = await tx
    .select()
    .from(creditTransactions)
    .where(
      and(
        isOfProject(projectId),
        eq(creditTransactions.id, chargeId),
        eq(creditTransactions.kind, "deduction"),
      ),
    );
  const job = charge?.agentJobId && (await lockJob(tx, projectId, charge.agentJobId));
  if (!charge || !job) throw new Refused(`there is no charge ${chargeId} in this project`);
  return { charge, job };
}

/** A refund needs a known cost that covers all refunds; a correction needs a charge without a price. */
async function refuseUnlessCovered(
  tx: Executor,
  projectId: string,
  charge: Charge,
  kind: Adjustment["kind"],
): Promise<void> {
  if (kind === "correction") {
    if (charge.amountMicroUsd !== null) throw new Refused("the charge already has a price");
    return;
  }
  const adjustments = await tx
    .select({ kind: creditTransactions.kind, amountMicroUsd: creditTransactions.amountMicroUsd })
    .from(creditTransactions)
    .where(and(isOfProject(projectId), eq(creditTransactions.chargeId, charge.id)));
  const sumOf = (wanted: Adjustment["kind"]) =>
    adjustments
      .filter((adjustment) => adjustment.kind === wanted)
      .reduce((sum, { amountMicroUsd }) => sum + (amountMicroUsd ?? 0n), 0n);
  const isPriced =
    charge.amountMicroUsd !== null || adjustments.some(({ kind }) => kind === "correction");
  if (!isPriced) throw new Refused("the charge has no price yet; correct it first");
  if (sumOf("refund") > (charge.amountMicroUsd ?? 0n) + sumOf("correction"))
    throw new Refused("the refunds of the charge would be more than it cost");
}
