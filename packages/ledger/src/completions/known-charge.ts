import { UNKNOWN_TOKENS } from "@ai-cost/domain";
import { COMPLETION_KEY_PREFIX } from "../field-rules";
import type { CreditTransaction, JobChange } from "../unit-of-work/rows";
import { type Figures, sumOf } from "./figures";

/** A charge with its refunds, corrections and completions, and the job that the transaction has locked for it. */
export interface KnownCharge {
  job: JobChange;
  charge: CreditTransaction;
  adjustments: CreditTransaction[];
}

/** What all rows of a charge say together. */
export interface ChargeState {
  /** Tokens and cost without refunds. The amount is null while the charge has no price. */
  figures: Figures;
  refundedMicroUsd: bigint;
  /** The end of the call as far as it is known. */
  endAt: Date;
  /** The source that the counts come from. */
  source: string | null;
  /** Whether the charge gave way to another charge of the same call. */
  gaveWay: boolean;
}

const GAVE_WAY = "/gave-way";

/** The key of the completion by which a charge gives way to another charge of the same call. */
export const gaveWayKey = (chargeId: string): string =>
  `${COMPLETION_KEY_PREFIX}${chargeId}${GAVE_WAY}`;

export const isGaveWayKey = (key: string): boolean => key.endsWith(GAVE_WAY);

/** The start of the keys of everything that wrappers add to a charge, and of what takes it back. */
export const wrapperCompletionPrefix = (chargeId: string): string =>
  `${COMPLETION_KEY_PREFIX}${chargeId}/wrapper/`;

/**
 * What the reports of a charge say, also after the charge gave way, without what wrappers around it have
 * added: that may be taken back. The amount is null when the charge had no price.
 */
export function reportedFiguresOf({ charge, adjustments, ...known }: KnownCharge): Figures {
  const gaveWay = adjustments.findIndex(
    ({ idempotencyKey }) => idempotencyKey === gaveWayKey(charge.id),
  );
  const before = gaveWay < 0 ? adjustments : adjustments.slice(0, gaveWay);
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
  // A correction has no usage, and its counts of 0 must not look like known counts.
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
    gaveWay: completions.some(({ idempotencyKey }) => idempotencyKey === gaveWayKey(charge.id)),
  };
}
