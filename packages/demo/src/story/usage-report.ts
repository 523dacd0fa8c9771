import { NO_TOKENS } from "@ai-cost/domain";
import type { JobUpdate, UsageReport } from "@ai-cost/ledger";
import { AGENTS, type Agent, type AgentProfile } from "./company/agents";
import { costOf, SELF_HOSTED_MODEL, type Tokens } from "./company/models";
import type { Random } from "./random";

/** A report whose token counts are known. */
export type CallReport = UsageReport & Tokens;

interface CallRun {
  externalId: string;
  trigger: string;
  startedAt: Date;
  usesSelfHostedModel: boolean;
}

/**
 * Generates the usage report of one model call. A call of the self-hosted model has no price yet.
 */
export function generateReport(
  { externalId, trigger, startedAt, usesSelfHostedModel }: CallRun,
  job: JobUpdate & { agentType: Agent },
  { number, occurredAt }: { number: number; occurredAt: Date },
  random: Random,
): CallReport {
  const profile = AGENTS[job.agentType];
  const listedModel = random.pick(profile.models);
  const isSelfHosted = usesSelfHostedModel && job.agentType === "testing";
  const { provider, model } = isSelfHosted ? SELF_HOSTED_MODEL : listedModel;
  const tokens = generateTokens(profile, random);
  const cost = isSelfHosted ? null : costOf(listedModel, tokens);
  const idempotencyKey = `demo:${job.externalId}:${number}`;
  return {
    idempotencyKey,
    content: { idempotencyKey, occurredAt, provider, model, ...tokens },
    source: "demo",
    run: { externalId, trigger, startedAt },
    job,
    occurredAt,
    amountMicroUsd: cost?.amountMicroUsd ?? null,
    costByKind: cost?.costByKind ?? null,
    costSource: isSelfHosted ? null : "reported",
    price: null,
    provider,
    model,
    canonicalModel: model,
    ...NO_TOKENS,
    ...tokens,
  };
}

/**
 * Generates the token counts of a call. Most input tokens come from the cache, because each call
 * repeats the context of the previous call.
 */
function generateTokens(profile: AgentProfile, random: Random): Tokens {
  const input = random.integer(...profile.inputTokens);
  const output = random.integer(...profile.outputTokens);
  const cacheRead = Math.floor(input * random.between(0.45, 0.85));
  return {
    inputTokens: BigInt(input),
    cacheReadTokens: BigInt(cacheRead),
    cacheWriteTokens: BigInt(Math.floor((input - cacheRead) * random.between(0, 0.4))),
    outputTokens: BigInt(output),
    reasoningTokens: BigInt(Math.floor(output * random.between(0.1, 0.5))),
  };
}
