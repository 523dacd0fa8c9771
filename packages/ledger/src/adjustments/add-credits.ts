import { newId, type TenantDatabase } from "@ai-cost/db";
import { instantProblem } from "@ai-cost/domain";
import { contentHash } from "../content-hash";
import { amountProblem, keyProblem } from "../record/usage-rules";
import type { EntryOutcome, LedgerScope } from "../types";
import { insertEntry } from "../unit-of-work/credit-transactions";
import { repeatOf } from "../unit-of-work/taken-keys";

/** Books credits that come in, in micro-dollars: bought or granted, never spend. */
export async function addCredits(
  db: TenantDatabase,
  { projectId, now }: LedgerScope,
  credits: {
    kind: "purchase" | "grant";
    idempotencyKey: string;
    amountMicroUsd: bigint;
    occurredAt: Date;
  },
): Promise<EntryOutcome> {
  const { kind, idempotencyKey, amountMicroUsd, occurredAt } = credits;
  const timeProblem = instantProblem(occurredAt, now);
  const reason =
    keyProblem(idempotencyKey) ??
    amountProblem(amountMicroUsd) ??
    (timeProblem && `occurredAt ${timeProblem}`);
  if (reason) return { outcome: "invalid", reason };
  const entry = {
    id: newId(),
    agentJobId: null,
    chargeId: null,
    kind,
    amountMicroUsd,
    model: null,
    provider: null,
    inputTokens: 0n,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    outputTokens: 0n,
    reasoningTokens: null,
    idempotencyKey,
    contentHash: contentHash(kind, { amountMicroUsd, occurredAt }),
    source: null,
    costSource: null,
    price: null,
    occurredAt,
    recordedAt: now,
  };
  return db.write(async (tx) => {
    const isNew = await insertEntry(tx, projectId, entry);
    return isNew ? { outcome: "recorded", id: entry.id } : repeatOf(tx, projectId, entry);
  });
}
