import { type TokenCounts, UNKNOWN_TOKENS } from "@ai-cost/domain";
import type { UsageReport } from "@ai-cost/ledger";
import {
  canonicalModel,
  canonicalProvider,
  type ProjectPrices,
  priceCall,
  tierOfCall,
} from "@ai-cost/pricing";
import { type AgentNames, agentTypeFor } from "./agent-names";
import { callKeys } from "./call-keys";
import type { ReportedCall } from "./reported-call";

/** The settings of a project that change how calls are recorded: its own prices and its agent names. */
export interface ProjectSettings {
  prices: ProjectPrices;
  agentNames: AgentNames;
}

/**
 * Converts a call to a usage report for the ledger, with its idempotency key, its price and its agent
 * type. `job` replaces the job of the call when more is known about the job than the call itself reports.
 */
export function usageReportOfCall(
  call: ReportedCall,
  settings: ProjectSettings,
  job: UsageReport["job"] = jobOf(call, settings.agentNames),
): UsageReport {
  const { source, run, provider, model, occurredAt } = call;
  const keys = callKeys(call);
  const pricing = priceCall(settings.prices, call);
  const tokens = call.tokens ? withoutZeroParts(call.tokens) : UNKNOWN_TOKENS;
  // Copies the fields one by one, because spreads into one object are many times slower.
  return {
    idempotencyKey: keys.idempotencyKey,
    otherKeys: keys.otherKeys,
    earlierKeys: keys.earlierKeys,
    ownKey: keys.ownKey,
    content: contentOf(call),
    source,
    run: { externalId: run.externalId },
    job,
    occurredAt,
    reportedEndAt: call.isTimeAssumed ? null : occurredAt,
    amountMicroUsd: pricing.amountMicroUsd,
    costByKind: pricing.costByKind,
    costSource: pricing.costSource,
    price: pricing.price,
    provider: canonicalProvider(provider),
    model,
    canonicalModel: model === null ? null : canonicalModel(model),
    inputTokens: tokens.inputTokens,
    cacheReadTokens: tokens.cacheReadTokens,
    cacheWriteTokens: tokens.cacheWriteTokens,
    cacheWrite1hTokens: tokens.cacheWrite1hTokens,
    audioInputTokens: tokens.audioInputTokens,
    imageInputTokens: tokens.imageInputTokens,
    outputTokens: tokens.outputTokens,
    reasoningTokens: tokens.reasoningTokens,
    audioOutputTokens: tokens.audioOutputTokens,
    imageOutputTokens: tokens.imageOutputTokens,
    units: call.units ?? null,
    serviceTier: tierOfCall(call),
    usageGap: call.usageGap ?? null,
  };
}

/** The content of the report as the client sent it, without values that were assumed, priced or mapped. */
function contentOf(call: ReportedCall): UsageReport["content"] {
  const { run, job, tokens } = call;
  const content: Writable<UsageReport["content"]> = {
    run: run.isAssumed ? null : run.externalId,
    job: job.isAssumed ? null : job.externalId,
    agentName: job.agentName,
    jobStatus: job.finished?.status ?? null,
    provider: call.provider,
    model: call.model,
    occurredAt: call.isTimeAssumed ? null : call.occurredAt,
    costMicroUsd: call.costMicroUsd,
    inputTokens: tokens?.inputTokens ?? null,
    cacheReadTokens: tokens?.cacheReadTokens ?? null,
    cacheWriteTokens: tokens?.cacheWriteTokens ?? null,
    outputTokens: tokens?.outputTokens ?? null,
    reasoningTokens: tokens?.reasoningTokens ?? null,
  };
  addLaterFields(content, call);
  return content;
}

type Writable<Of> = { -readonly [Name in keyof Of]: Of[Name] };

/** The counts that earlier versions did not read. */
const LATER_COUNTS = [
  "cacheWrite1hTokens",
  "audioInputTokens",
  "imageInputTokens",
  "audioOutputTokens",
  "imageOutputTokens",
] as const;

/**
 * Replaces each 0 among these counts by null. Many clients report all details as 0. Without the
 * replacement, a report that an earlier version recorded without the details would differ from the same
 * report today.
 */
function withoutZeroParts(tokens: TokenCounts): TokenCounts {
  if (LATER_COUNTS.every((name) => tokens[name] !== 0n)) return tokens;
  const parts = LATER_COUNTS.map((name) => [name, tokens[name] || null] as const);
  return { ...tokens, ...Object.fromEntries(parts) };
}

/**
 * Adds the fields that earlier versions did not read. Unknown fields are left out, so that the content of
 * a report without them is the same as in earlier versions.
 */
function addLaterFields(
  content: Writable<UsageReport["content"]>,
  { serviceTier, units, tokens }: ReportedCall,
): void {
  for (const name of LATER_COUNTS) {
    const count = tokens?.[name];
    if (count) content[name] = count;
  }
  if (serviceTier) content.serviceTier = serviceTier;
  for (const unit in units) content[`units.${unit}`] = units[unit] ?? null;
}

function jobOf({ job }: ReportedCall, names: AgentNames): UsageReport["job"] {
  const { externalId, agentName, waitsForAgent, finished } = job;
  return {
    externalId,
    agentType: agentName === null && waitsForAgent ? null : agentTypeFor(names, agentName),
    agentName: agentName ?? "",
    ...(finished && { finished }),
  };
}
