import { type TenantDatabase, USAGE_GAPS } from "@ai-cost/db";
import { splitMicroUsd } from "@ai-cost/domain";
import fc from "fast-check";
import {
  addCredits,
  correctCharge,
  correctCharges,
  mergeJobs,
  recordUsage,
  refundCharge,
  updateJobs,
} from "../index";
import type { LedgerScope } from "../report";
import { usageReport } from "./usage-report";

/**
 * One write of a random sequence. `chargeIds` are the ids of the charges that earlier writes of the
 * sequence recorded.
 */
type RandomWrite = (
  db: TenantDatabase,
  scope: LedgerScope,
  chargeIds: string[],
) => Promise<unknown>;

const NOW = new Date("2026-11-23T12:00:00.000Z");
const MINUTES_BACK = 90 * 24 * 60;

const aKey = fc.integer({ min: 0, max: 40 }).map((index) => `key-${index}`);

/**
 * Generates a usage report. There are few keys and jobs, so that several reports often have the same key
 * or job. Their days are in more than one month.
 */
const aReport = fc
  .record({
    key: aKey,
    job: fc.integer({ min: 0, max: 6 }),
    agentType: fc.constantFrom(null, null, "research", "testing"),
    minutesBack: fc.integer({ min: 0, max: MINUTES_BACK }),
    amountMicroUsd: fc.oneof(fc.bigInt(0n, 5_000_000n), fc.constant(null)),
    inputTokens: fc.bigInt(0n, 10_000n),
    outputTokens: fc.bigInt(0n, 1_000n),
    finished: fc.constantFrom(undefined, undefined, "completed", "failed"),
    usageGap: fc.constantFrom(null, null, ...USAGE_GAPS),
    model: fc.constantFrom("model-a", "model-b", null),
    tokenShares: fc.array(fc.bigInt(0n, 100n), { minLength: 8, maxLength: 8 }),
    costShares: fc.array(fc.bigInt(0n, 100n), { minLength: 4, maxLength: 4 }),
  })
  .map(({ job, minutesBack, finished, model, tokenShares, costShares, ...parts }) => ({
    ...usageReport({
      ...parts,
      job: `job-${job}`,
      run: `run-${job % 2}`,
      at: new Date(NOW.getTime() - minutesBack * 60_000),
      ...(finished && { finished }),
    }),
    model,
    canonicalModel: model,
    ...partsOf(parts, tokenShares),
    ...(parts.amountMicroUsd !== null && {
      costByKind: splitMicroUsd(
        parts.amountMicroUsd,
        COST_KINDS.map((kind, index) => ({ kind, share: costShares[index] ?? 0n })),
      ),
    }),
  }));

const COST_KINDS = ["input", "cached_input", "reasoning", "web_search"];

/** Returns random parts of the tokens. The parts may overlap, as the counts of cached tokens and audio tokens can. */
function partsOf(
  { inputTokens, outputTokens }: { inputTokens: bigint; outputTokens: bigint },
  shares: readonly bigint[],
) {
  const partOf = (tokens: bigint, index: number) => (tokens * (shares[index] ?? 0n)) / 100n;
  const cacheReadTokens = partOf(inputTokens, 0);
  const cacheWriteTokens = partOf(inputTokens - cacheReadTokens, 1);
  return {
    cacheReadTokens,
    cacheWriteTokens,
    cacheWrite1hTokens: partOf(cacheWriteTokens, 2),
    audioInputTokens: partOf(inputTokens, 3),
    imageInputTokens: partOf(inputTokens, 4),
    reasoningTokens: partOf(outputTokens, 5),
    audioOutputTokens: partOf(outputTokens, 6),
    imageOutputTokens: partOf(outputTokens, 7),
  };
}

const recording = fc.array(aReport, { minLength: 1, maxLength: 8 }).map(
  (reports): RandomWrite =>
    async (db, scope, chargeIds) => {
      for (const outcome of await recordUsage(db, scope, reports))
        if (outcome.outcome === "recorded") chargeIds.push(outcome.chargeId);
    },
);

const aCharge = fc
  .nat()
  .map(
    (index) => (chargeIds: string[]) => chargeIds[index % Math.max(chargeIds.length, 1)] ?? "none",
  );

const refunding = fc.tuple(aCharge, fc.bigInt(0n, 3_000_000n), fc.nat(12)).map(
  ([pick, amountMicroUsd, key]): RandomWrite =>
    (db, scope, chargeIds) =>
      refundCharge(db, scope, {
        idempotencyKey: `refund-${key}`,
        chargeId: pick(chargeIds),
        amountMicroUsd,
      }),
);

const correcting = fc.tuple(aCharge, fc.bigInt(0n, 2_000_000n)).map(
  ([pick, amountMicroUsd]): RandomWrite =>
    (db, scope, chargeIds) =>
      correctCharge(db, scope, { chargeId: pick(chargeIds), amountMicroUsd }),
);

const correctingSeveral = fc
  .tuple(fc.array(aKey, { minLength: 1, maxLength: 20 }), fc.bigInt(0n, 2_000_000n))
  .map(
    ([keys, amountMicroUsd]): RandomWrite =>
      (db, scope) =>
        correctCharges(db, scope, {
          keys,
          priceOf: () => ({ amountMicroUsd, costByKind: null, costSource: null, price: null }),
          alongside: async () => {},
        }),
  );

const aJob = fc.nat(7).map((index) => `job-${index}`);

const aJobUpdate = fc.record({
  externalId: aJob,
  agentType: fc.constantFrom(null, "research", "testing"),
  finished: fc.option(
    fc.constantFrom("completed" as const, "failed" as const, "cancelled" as const),
    { nil: undefined },
  ),
});

const updating = fc.array(aJobUpdate, { minLength: 1, maxLength: 4 }).map(
  (updates): RandomWrite =>
    (db, scope) =>
      updateJobs(
        db,
        scope,
        updates.map(({ finished, ...update }) => ({
          ...update,
          ...(finished && { finished: { status: finished, at: NOW } }),
        })),
      ),
);

const merging = fc.array(fc.tuple(aJob, aJob, fc.nat(1)), { minLength: 1, maxLength: 3 }).map(
  (merges): RandomWrite =>
    (db, scope) =>
      mergeJobs(
        db,
        scope,
        merges.map(([fromExternalId, intoExternalId, run]) => ({
          fromExternalId,
          intoExternalId,
          runExternalId: `run-${run}`,
        })),
      ),
);

const crediting = fc.tuple(fc.nat(3), fc.bigInt(0n, 9_000_000n)).map(
  ([key, amountMicroUsd]): RandomWrite =>
    (db, scope) =>
      addCredits(db, scope, {
        kind: "grant",
        idempotencyKey: `grant-${key}`,
        amountMicroUsd,
        occurredAt: NOW,
      }),
);

/** Generates any write of the ledger: late, repeated or contradictory charges, in several months, and adjustments. */
export const aWrite = fc.oneof(
  { weight: 6, arbitrary: recording },
  { weight: 3, arbitrary: refunding },
  { weight: 3, arbitrary: correcting },
  { weight: 2, arbitrary: correctingSeveral },
  { weight: 4, arbitrary: updating },
  { weight: 2, arbitrary: merging },
  { weight: 1, arbitrary: crediting },
);

export const scopeOf = (projectId: string): LedgerScope => ({ projectId, now: NOW });
