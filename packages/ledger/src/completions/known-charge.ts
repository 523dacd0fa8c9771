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
 * The key of the completion that gives a charge the figures of one call, because it had the sum of several.
 * Earlier versions also added it to a charge that had been brought to 0, which then counted again.
 */
export const innerFiguresKey = (chargeId: string): string =>
  `${COMPLETION_KEY_PREFIX}${chargeId}/inner`;

/**
 * The first part of the keys of all completions that wrappers add to a charge, and of the rows that take
 * these completions back.
 */
export const wrapperCompletionPrefix = (chargeId: string): string =>
  `${COMPLETION_KEY_PREFIX}${chargeId}/wrapper/`;

/** Whether a row is one of those completions, or takes one of them back. */
const isFromWrapper = ({ charge }: KnownCharge, { idempotencyKey }: CreditTransaction): boolean =>
  idempotencyKey.startsWith(wrapperCompletionPrefix(charge.id));

/** The rows of a charge from before it was brought to 0. */
const whileCounted = ({ charge, adjustments }: KnownCharge): CreditTransaction[] => {
  const supersededAt = adjustments.findIndex(
    ({ idempotencyKey }) => idempotencyKey === supersededKey(charge.id),
  );
  return supersededAt < 0 ? adjustments : adjustments.slice(0, supersededAt);
};

/**
 * Returns the usage and cost from the reports of a charge's own call. It leaves out the completion that
 * brings the charge to 0, and all completions from wrappers, because these may be taken back. The amount
 * is null when the charge had no price.
 */
export function reportedFiguresOf(known: KnownCharge): Figures {
  const own = whileCounted(known).filter((row) => !isFromWrapper(known, row));
  return stateOf({ ...known, adjustments: own }).figures;
}

/** How the key of the row ends that takes back a completion. Stored keys keep this word. */
const UNDONE = "/undone";

/** The key of the row that takes back a completion. */
export const undoneKey = (completionKey: string): string => `${completionKey}${UNDONE}`;

/** Returns the completions that wrappers added to a charge and that were not taken back. */
export function completionsFromWrappers(known: KnownCharge): CreditTransaction[] {
  const rows = whileCounted(known).filter((row) => isFromWrapper(known, row));
  const keys = new Set(rows.map(({ idempotencyKey }) => idempotencyKey));
  return rows.filter(
    ({ idempotencyKey: key }) => !key.endsWith(UNDONE) && !keys.has(undoneKey(key)),
  );
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
  const positionOf = (key: string) =>
    completions.findIndex(({ idempotencyKey }) => idempotencyKey === key);
  return {
    figures: isPriced ? figures : { ...figures, amountMicroUsd: null, costByKind: null },
    refundedMicroUsd: sumOf(ofKind("refund")).amountMicroUsd ?? 0n,
    endAt: new Date(Math.max(...[charge.occurredAt, ...ends].map(Number))),
    source: sources.at(-1) ?? null,
    isSuperseded: positionOf(supersededKey(charge.id)) > positionOf(innerFiguresKey(charge.id)),
  };
}
