import type { ChargedUnits } from "@ai-cost/db";
import { isFinalStatus, MAX_CHARGE_TOKENS, type NullableTokenCounts } from "@ai-cost/domain";
import {
  agentProblem,
  chargeAmountProblem,
  externalIdProblem,
  keyProblem,
  optionalTextProblem,
  textProblem,
  timeProblem,
} from "../field-rules";
import { keysOf, type UsageReport } from "./usage-report";

function tokensProblem(name: string, tokens: bigint | null): string | null {
  if (tokens === null) return null;
  if (tokens < 0n) return `${name} is negative`;
  return tokens > MAX_CHARGE_TOKENS
    ? `${name} is above ${MAX_CHARGE_TOKENS}, the most that one charge can have: check the number, and report each call on its own`
    : null;
}

type Count = keyof NullableTokenCounts;

/** The counts that are parts of another count. Together they must not exceed that count. */
const PARTS: readonly [parts: readonly Count[], whole: Count][] = [
  [["cacheReadTokens", "cacheWriteTokens"], "inputTokens"],
  [["cacheWrite1hTokens"], "cacheWriteTokens"],
  [["audioInputTokens", "imageInputTokens"], "inputTokens"],
  [["reasoningTokens"], "outputTokens"],
  [["audioOutputTokens", "imageOutputTokens"], "outputTokens"],
];

export function subsetProblem(report: NullableTokenCounts): string | null {
  if ((report.inputTokens === null) !== (report.outputTokens === null))
    return "inputTokens and outputTokens are known only together: give both or neither";
  const exceeded = PARTS.find(
    ([parts, whole]) =>
      parts.reduce((sum, part) => sum + (report[part] ?? 0n), 0n) > (report[whole] ?? 0n),
  );
  if (!exceeded) return null;
  const [parts, whole] = exceeded;
  return `${parts.join(" and ")} are more than ${whole}, which include them`;
}

const unitsProblem = (units: ChargedUnits | null | undefined): string | null =>
  Object.values(units ?? {}).every((count) => Number.isSafeInteger(count) && count >= 0)
    ? null
    : "a count in units is not a whole number from 0";

function pricingProblem({ amountMicroUsd, costSource, price }: UsageReport): string | null {
  if (amountMicroUsd !== null) return chargeAmountProblem(amountMicroUsd);
  if (costSource !== null) return "costSource is given without an amount";
  return price === null ? null : "price is given without an amount";
}

const firstProblem = (problems: readonly (string | null)[]): string | null =>
  problems.find((problem) => problem !== null) ?? null;

/** A usage report cannot give a run its final status, because only a run report says when the run ended. */
const finalStatusProblem = (status: string | undefined): string | null =>
  status !== undefined && isFinalStatus(status)
    ? `run.status is ${status}: record the charges first, then finish the run with a run report`
    : null;

/**
 * Returns the reason why a report cannot be recorded, as a text that says what to change; null when it can
 * be recorded.
 */
export function usageProblem(report: UsageReport, now: Date): string | null {
  return (
    firstProblem(keysOf(report).map(keyProblem)) ??
    textProblem("source", report.source, 200) ??
    externalIdProblem("run.externalId", report.run.externalId) ??
    externalIdProblem("job.externalId", report.job.externalId) ??
    agentProblem("job.", report.job) ??
    optionalTextProblem("run.trigger", report.run.trigger, 100) ??
    optionalTextProblem("run.status", report.run.status, 100) ??
    finalStatusProblem(report.run.status) ??
    optionalTextProblem("model", report.model, 300) ??
    optionalTextProblem("provider", report.provider, 300) ??
    optionalTextProblem("serviceTier", report.serviceTier, 100) ??
    timeProblem("occurredAt", report.occurredAt, now) ??
    timeProblem("reportedEndAt", report.reportedEndAt ?? undefined, now) ??
    timeProblem("run.startedAt", report.run.startedAt, now) ??
    timeProblem("job.startedAt", report.job.startedAt, now) ??
    timeProblem("job.finished.at", report.job.finished?.at, now) ??
    tokensProblem("inputTokens", report.inputTokens) ??
    tokensProblem("outputTokens", report.outputTokens) ??
    tokensProblem("cacheReadTokens", report.cacheReadTokens) ??
    tokensProblem("cacheWriteTokens", report.cacheWriteTokens) ??
    tokensProblem("cacheWrite1hTokens", report.cacheWrite1hTokens) ??
    tokensProblem("audioInputTokens", report.audioInputTokens) ??
    tokensProblem("imageInputTokens", report.imageInputTokens) ??
    tokensProblem("reasoningTokens", report.reasoningTokens) ??
    tokensProblem("audioOutputTokens", report.audioOutputTokens) ??
    tokensProblem("imageOutputTokens", report.imageOutputTokens) ??
    subsetProblem(report) ??
    unitsProblem(report.units) ??
    pricingProblem(report)
  );
}
