import { type PricedCall, priceOf } from "@ai-cost/ingest";
import type { JobMention, UsageReport } from "@ai-cost/ledger";
import { AGENTS, type Agent, type AgentHabits } from "./agents";
import { HOUSE_MODEL, type Model } from "./models";
import type { Random } from "./random";
import type { RunPlan } from "./run";

/** The charge for one call of an agent's model, at that model's price of the day. */
export function chargeFor(
  { externalId, trigger, startedAt, testsOnHouseModel }: RunPlan,
  job: JobMention & { agentType: Agent },
  { number, occurredAt }: { number: number; occurredAt: Date },
  random: Random,
): UsageReport {
  const habits = AGENTS[job.agentType];
  const choice = random.pick(habits.models);
  const model = testsOnHouseModel && job.agentType === "testing" ? HOUSE_MODEL : choice;
  const call = callOf(habits, model, occurredAt, random);
  const idempotencyKey = `demo:${job.externalId}:${number}`;
  return {
    ...call,
    idempotencyKey,
    content: { idempotencyKey, ...call },
    run: { externalId, trigger, startedAt },
    job,
    amountMicroUsd: priceOf(call),
  };
}

/** A call mostly rereads what the one before it has put into the cache. */
function callOf(habits: AgentHabits, { model, provider }: Model, occurredAt: Date, random: Random) {
  const input = random.integer(...habits.inputTokens);
  const output = random.integer(...habits.outputTokens);
  const cacheRead = Math.floor(input * random.between(0.45, 0.85));
  const cacheWrite = Math.floor((input - cacheRead) * random.between(0, 0.4));
  return {
    provider,
    model,
    inputTokens: BigInt(input),
    cacheReadTokens: BigInt(cacheRead),
    cacheWriteTokens: BigInt(cacheWrite),
    outputTokens: BigInt(output),
    reasoningTokens: BigInt(Math.floor(output * random.between(0.1, 0.5))),
    occurredAt,
  } satisfies PricedCall & Partial<UsageReport>;
}
