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

/** A project's own prices and agent names, as they are when a batch is recorded. */
export interface ProjectSettings {
  prices: ProjectPrices;
  agentNames: AgentNames;
}

/** Turns a call into the ledger's report, with its idempotency key, its price and its agent type. */
export function usageReportOfCall(call: ReportedCall, settings: ProjectSettings): UsageReport {
  const { source, run, job, tokens, provider, model, occurredAt } = call;
  return {
    ...callKeys(call),
    content: contentOf(call),
    source,
    run: { externalId: run.externalId },
    job: {
      externalId: job.externalId,
      agentType: agentTypeOf(settings.agentNames, job),
      agentName: job.agentName ?? "",
      ...(job.finished && { finished: job.finished }),
    },
    occurredAt,
    reportedEndAt: call.isTimeAssumed ? null : occurredAt,
    ...priceCall(settings.prices, call),
    provider: canonicalProvider(provider),
    model,
    canonicalModel: model === null ? null : canonicalModel(model),
    ...(tokens ? withoutZeroParts(tokens) : UNKNOWN_TOKENS),
    units: call.units ?? null,
    serviceTier: tierOfCall(call),
    usageGap: call.usageGap ?? null,
  };
}

/** The content of the report as the client sent it, without values that were assumed, priced or mapped. */
const contentOf = ({ run, job, tokens, ...call }: ReportedCall): UsageReport["content"] => ({
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
  ...laterFields(call, tokens),
});

/** The counts that earlier versions did not read. */
const LATER_COUNTS = [
  "cacheWrite1hTokens",
  "audioInputTokens",
  "imageInputTokens",
  "audioOutputTokens",
  "imageOutputTokens",
] as const;

/**
 * Replaces each 0 among these counts by null. Many clients report all details as 0, and a report that was
 * recorded before the details were read must not look as if it said less.
 */
function withoutZeroParts(tokens: TokenCounts): TokenCounts {
  if (LATER_COUNTS.every((name) => tokens[name] !== 0n)) return tokens;
  const parts = LATER_COUNTS.map((name) => [name, tokens[name] || null] as const);
  return { ...tokens, ...Object.fromEntries(parts) };
}

/**
 * The fields that earlier versions did not read. Unknown ones are left out, so that the content of a
 * report without them stays what it was.
 */
function laterFields(
  { serviceTier, units }: Pick<ReportedCall, "serviceTier" | "units">,
  tokens: ReportedCall["tokens"],
): UsageReport["content"] {
  const fields: Record<string, string | number | bigint> = {};
  for (const name of LATER_COUNTS) {
    const count = tokens?.[name];
    if (count) fields[name] = count;
  }
  if (serviceTier) fields.serviceTier = serviceTier;
  for (const [unit, count] of Object.entries(units ?? {})) fields[`units.${unit}`] = count;
  return fields;
}

const agentTypeOf = (names: AgentNames, { agentName, waitsForAgent }: ReportedCall["job"]) =>
  agentName === null && waitsForAgent ? null : agentTypeFor(names, agentName);
