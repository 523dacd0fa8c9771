import {
  instantProblem,
  MAX_CHARGE_MICRO_USD,
  MAX_MONTH_MICRO_USD,
  OTHER_AGENT_TYPES,
} from "@ai-cost/domain";

/**
 * The prefix of a correction's idempotency key. The rest is the id of the charge, so that a charge has at
 * most one correction.
 */
export const CORRECTION_KEY_PREFIX = "correction:";

/**
 * The prefix of a completion's idempotency key. The rest is the id of the charge and a name for the source
 * of the completion.
 */
export const COMPLETION_KEY_PREFIX = "completion/";

/*
 * Each rule returns null when the value can be stored. Otherwise it returns the reason as a text for the
 * caller. The text names the field.
 */

export function textProblem(name: string, text: string, maxLength: number): string | null {
  if (text.length === 0) return `${name} is empty`;
  if (text.length > maxLength) return `${name} is longer than ${maxLength} characters`;
  if (text.includes("\0")) return `${name} contains a NUL character`;
  // Postgres would store a replacement character, so a search for the original text would not find the
  // row.
  return text.isWellFormed() ? null : `${name} contains half of a surrogate pair`;
}

export const optionalTextProblem = (
  name: string,
  text: string | null | undefined,
  maxLength: number,
): string | null =>
  text === null || text === undefined ? null : textProblem(name, text, maxLength);

export const externalIdProblem = (name: string, externalId: string): string | null =>
  textProblem(name, externalId, 300);

export const agentTypeProblem = (
  name: string,
  agentType: string | null | undefined,
): string | null =>
  agentType === OTHER_AGENT_TYPES
    ? `${name} is "${OTHER_AGENT_TYPES}", which is reserved for the sum of other agent types: give the agent another name, or map its name to an agent type`
    : optionalTextProblem(name, agentType, 100);

export const agentProblem = (
  path: string,
  { agentType, agentName }: { agentType?: string | null; agentName?: string },
): string | null =>
  agentTypeProblem(`${path}agentType`, agentType) ??
  optionalTextProblem(`${path}agentName`, agentName || null, 300);

export function keyProblem(idempotencyKey: string): string | null {
  if (idempotencyKey.startsWith(CORRECTION_KEY_PREFIX))
    return `idempotencyKey starts with "${CORRECTION_KEY_PREFIX}", which is reserved for corrections`;
  if (idempotencyKey.startsWith(COMPLETION_KEY_PREFIX))
    return `idempotencyKey starts with "${COMPLETION_KEY_PREFIX}", which is reserved for completions`;
  return textProblem("idempotencyKey", idempotencyKey, 500);
}

/**
 * Limits one amount to the limit of a whole month, because credits and refunds may be that large. Earlier
 * versions also recorded such large charges.
 */
export function amountProblem(amountMicroUsd: bigint): string | null {
  if (amountMicroUsd < 0n) return "the amount is negative";
  return amountMicroUsd > MAX_MONTH_MICRO_USD ? "the amount is above $1,000,000,000" : null;
}

export const chargeAmountProblem = (amountMicroUsd: bigint): string | null =>
  amountMicroUsd > MAX_CHARGE_MICRO_USD
    ? "the amount is above $1,000,000, the most that one charge can cost: check that it is in dollars, and report each call on its own"
    : amountProblem(amountMicroUsd);

export function timeProblem(name: string, at: Date | undefined, now: Date): string | null {
  const problem = at && instantProblem(at, now);
  return problem ? `${name} ${problem}` : null;
}
