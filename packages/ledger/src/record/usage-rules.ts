import { isFinalStatus } from "@ai-cost/domain";
import {
  agentProblem,
  amountProblem,
  externalIdProblem,
  keyProblem,
  optionalTextProblem,
  textProblem,
  timeProblem,
} from "../field-rules";
import type { UsageReport } from "./usage-report";

/** Far above any real call, and low enough that no total leaves the range of a bigint. */
const MAX_TOKENS = 1_000_000_000_000n;

function tokensProblem(name: string, tokens: bigint | null): string | null {
  if (tokens === null) return null;
  if (tokens < 0n) return `${name} is negative`;
  return tokens > MAX_TOKENS ? `${name} is above ${MAX_TOKENS}` : null;
}

/** The finer counts are subsets: together they never exceed the count that includes them. */
function subsetProblem({ inputTokens, outputTokens, ...subsets }: UsageReport): string | null {
  if ((subsets.cacheReadTokens ?? 0n) + (subsets.cacheWriteTokens ?? 0n) > inputTokens)
    return "cacheReadTokens and cacheWriteTokens are more than inputTokens, which include them";
  if ((subsets.reasoningTokens ?? 0n) > outputTokens)
    return "reasoningTokens are more than outputTokens, which include them";
  return null;
}

function pricingProblem({ amountMicroUsd, costSource, price }: UsageReport): string | null {
  if (amountMicroUsd !== null) return amountProblem(amountMicroUsd);
  if (costSource !== null) return "costSource is given without an amount";
  return price === null ? null : "price is given without an amount";
}

/** A final status needs the instant of the run's end, which only a run report has. */
const finalStatusProblem = (status: string | undefined): string | null =>
  status !== undefined && isFinalStatus(status)
    ? `run.status is ${status}: record the charges first, then finish the run with a run report`
    : null;

/** Why a report cannot be recorded, in words that say what to change; null when it can. */
export function usageProblem(report: UsageReport, now: Date): string | null {
  return (
    keyProblem(report.idempotencyKey) ??
    textProblem("source", report.source, 200) ??
    externalIdProblem("run.externalId", report.run.externalId) ??
    externalIdProblem("job.externalId", report.job.externalId) ??
    agentProblem("job.", report.job) ??
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
    pricingProblem(report)
  );
}
