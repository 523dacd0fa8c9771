import { instantProblem, isFinalStatus } from "@ai-cost/domain";
import { CORRECTION_KEY_PREFIX } from "../adjustments/correction-key";
import type { UsageReport } from "../types";

/** Far above any call, and low enough that no total ever leaves the range of a bigint. */
const MAX_TOKENS = 1_000_000_000_000n;
const MAX_AMOUNT_MICRO_USD = 1_000_000_000_000_000n;

/** Why a text cannot be stored under this name, or null. */
function textProblem(name: string, text: string, maxLength: number): string | null {
  if (text.length === 0) return `${name} is empty`;
  if (text.length > maxLength) return `${name} is longer than ${maxLength} characters`;
  if (text.includes("\0")) return `${name} contains a NUL character`;
  // Postgres would store another text, under which the row is not found again.
  return /\p{Cs}/u.test(text) ? `${name} contains half a character` : null;
}

export const externalIdProblem = (name: string, externalId: string) =>
  textProblem(name, externalId, 300);

export const optionalTextProblem = (
  name: string,
  text: string | null | undefined,
  maxLength: number,
) => (text === null || text === undefined ? null : textProblem(name, text, maxLength));

export function amountProblem(amountMicroUsd: bigint): string | null {
  if (amountMicroUsd < 0n) return "the amount is negative";
  return amountMicroUsd > MAX_AMOUNT_MICRO_USD ? "the amount is above $1,000,000,000" : null;
}

const tokensProblem = (name: string, tokens: bigint | null): string | null => {
  if (tokens === null) return null;
  if (tokens < 0n) return `${name} is negative`;
  return tokens > MAX_TOKENS ? `${name} is above ${MAX_TOKENS}` : null;
};

/** The finer counts are subsets: together never more than the count that includes them. */
function subsetProblem({ inputTokens, outputTokens, ...subsets }: UsageReport): string | null {
  if ((subsets.cacheReadTokens ?? 0n) + (subsets.cacheWriteTokens ?? 0n) > inputTokens)
    return "cacheReadTokens and cacheWriteTokens are more than inputTokens, which include them";
  if ((subsets.reasoningTokens ?? 0n) > outputTokens)
    return "reasoningTokens are more than outputTokens, which include them";
  return null;
}

/** What is not known comes from nowhere and was computed with nothing. */
const originProblem = ({ amountMicroUsd, costSource, price }: UsageReport): string | null => {
  if (amountMicroUsd !== null) return amountProblem(amountMicroUsd);
  if (costSource !== null) return "costSource is given without an amount";
  return price === null ? null : "price is given without an amount";
};

export function keyProblem(idempotencyKey: string): string | null {
  if (idempotencyKey.startsWith(CORRECTION_KEY_PREFIX))
    return `idempotencyKey starts with "${CORRECTION_KEY_PREFIX}", which is kept for corrections`;
  return textProblem("idempotencyKey", idempotencyKey, 500);
}

/** A final status needs its instant, which a mention does not have. */
const finalStatusProblem = (status: string | undefined): string | null =>
  status !== undefined && isFinalStatus(status)
    ? `run.status is ${status}; record the charges first and finish the run with its instant after them`
    : null;

/** Why an instant cannot be taken under this name, or null. */
export function timeProblem(name: string, at: Date | undefined, now: Date): string | null {
  const problem = at && instantProblem(at, now);
  return problem ? `${name} ${problem}` : null;
}

/** Why a report cannot be recorded, in words that say what to change; null when it can. */
export function usageProblem(report: UsageReport, now: Date): string | null {
  return (
    keyProblem(report.idempotencyKey) ??
    textProblem("source", report.source, 200) ??
    externalIdProblem("run.externalId", report.run.externalId) ??
    externalIdProblem("job.externalId", report.job.externalId) ??
    optionalTextProblem("job.agentType", report.job.agentType, 100) ??
    optionalTextProblem("job.agentName", report.job.agentName || null, 300) ??
    optionalTextProblem("run.trigger", report.run.trigger, 100) ??
    optionalTextProblem("run.status", report.run.status, 100) ??
    finalStatusProblem(report.run.status) ??
    optionalTextProblem("model", report.model, 300) ??
    optionalTextProblem("provider", report.provider, 300) ??
    timeProblem("occurredAt", report.occurredAt, now) ??
    timeProblem("run.startedAt", report.run.startedAt, now) ??
    timeProblem("job.startedAt", report.job.startedAt, now) ??
    timeProblem("job.finished.at", report.job.finished?.at, now) ??
    tokensProblem("inputTokens", report.inputTokens) ??
    tokensProblem("outputTokens", report.outputTokens) ??
    tokensProblem("cacheReadTokens", report.cacheReadTokens) ??
    tokensProblem("cacheWriteTokens", report.cacheWriteTokens) ??
    tokensProblem("reasoningTokens", report.reasoningTokens) ??
    subsetProblem(report) ??
    originProblem(report)
  );
}
