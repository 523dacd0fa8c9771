import { UNKNOWN_TOKENS } from "@ai-cost/domain";
import { COMPLETION_KEY_PREFIX } from "../field-rules";
import type { CreditTransaction, JobChange } from "../unit-of-work/rows";
import { type Figures, sumOf } from "./figures";

/** A charge with its refunds, corrections and completions, and the locked job that the charge counts for. */
export interface KnownCharge {
  job: JobChange;
  charge: CreditTransaction;
  adjustments: CreditTransaction[];
}

/** The state of a charge after all its refunds, corrections and completions. */
export interface ChargeState {
  /** The tokens and the cost, before refunds. The amount is null while the charge has no price. */
  figures: Figures;
  refundedMicroUsd: bigint;
  /** The latest known end of the call. */
  endAt: Date;
  /** The source that reported the counts; null when it is unknown. */
  source: string | null;
  /** Whether the charge was brought to 0, because another charge of the same call replaces it. */
  isSuperseded: boolean;
}

/** How the key of such a completion ends. Stored keys keep this word. */
const SUPERSEDED = "/gave-way";

/** The key of the completion that brings a charge to 0, because another charge of the same call replaces it. */
export const supersededKey = (chargeId: string): string =>
  `${COMPLETION_KEY_PREFIX}${chargeId}${SUPERSEDED}`;

export const isSupersededKey = (key: string): boolean => key.endsWith(SUPERSEDED);

/**
 * The first part of the keys of all completions that wrappers add to a charge, and of the rows that take
 * these completions back.
 */
export const wrapperCompletionPrefix = (chargeId: string): string =>
  `${COMPLETION_KEY_PREFIX}${chargeId}/wrapper/`;

/**
 * Returns the usage and cost from the reports of a charge's own call. It leaves out the completion that
 * brings the charge to 0, and all completions from wrappers, because these may be taken back. The amount
 * is null when the charge had no price.
 */
export function reportedFiguresOf({ charge, adjustments, ...known }: KnownCharge): Figures {
  const supersededAt = adjustments.findIndex(
    ({ idempotencyKey }) => idempotencyKey === supersededKey(charge.id),
  );
  const before = supersededAt < 0 ? adjustments : adjustments.slice(0, supersededAt);
  const own = before.filter(
    ({ idempotencyKey }) => !idempotencyKey.startsWith(wrapperCompletionPrefix(charge.id)),
  );
  return stateOf({ ...known, charge, adjustments: own }).figures;
}

export function stateOf({ charge, adjustments }: KnownCharge): ChargeState {
  const ofKind = (kind: CreditTransaction["kind"]) =>
    adjustments.filter((adjustment) => adjustment.kind === kind);
  const completions = ofKind("completion");
  const corrections = ofKind("correction");
  // A correction has no usage. Its counts of 0 must not be added up as known counts.
  const costs = corrections.map((correction) => ({ ...correction, ...UNKNOWN_TOKENS }));
  const figures = sumOf([charge, ...completions, ...costs]);
  const isPriced = charge.amountMicroUsd !== null || corrections.length > 0;
  const ends = completions.flatMap(({ reportedEndAt }) => reportedEndAt ?? []);
  const sources = [charge, ...completions].flatMap(({ source }) => source ?? []);
  return {
    figures: isPriced ? figures : { ...figures, amountMicroUsd: null, costByKind: null },
    refundedMicroUsd: sumOf(ofKind("refund")).amountMicroUsd ?? 0n,
    endAt: new Date(Math.max(...[charge.occurredAt, ...ends].map(Number))),
    source: sources.at(-1) ?? null,
    isSuperseded: completions.some(
      ({ idempotencyKey }) => idempotencyKey === supersededKey(charge.id),
    ),
  };
}
