import type { JobUpdate, UsageReport } from "@ai-cost/ledger";
import { AGENTS, type Agent, type AgentHabits } from "./agents";
import { costMicroUsd, HOUSE_MODEL, type Tokens } from "./models";
import type { Random } from "./random";
import type { RunPlan } from "./run";

/** The charge for one call of an agent's model; the house's own has no price yet. */
export function chargeFor(
  { externalId, trigger, startedAt, testsOnHouseModel }: RunPlan,
  job: JobUpdate & { agentType: Agent },
  { number, occurredAt }: { number: number; occurredAt: Date },
  random: Random,
): UsageReport {
  const habits = AGENTS[job.agentType];
  const listed = random.pick(habits.models);
  const isHouseModel = testsOnHouseModel && job.agentType === "testing";
  const { provider, model } = isHouseModel ? HOUSE_MODEL : listed;
  const tokens = tokensOf(habits, random);
  const idempotencyKey = `demo:${job.externalId}:${number}`;
  return {
    idempotencyKey,
    content: { idempotencyKey, occurredAt, provider, model, ...tokens },
    source: "demo",
    run: { externalId, trigger, startedAt },
    job,
    occurredAt,
    amountMicroUsd: isHouseModel ? null : costMicroUsd(listed, tokens),
    costSource: isHouseModel ? null : "reported",
    price: null,
    provider,
    model,
    ...tokens,
  };
}

/** A call mostly rereads what the one before it has put into the cache. */
function tokensOf(habits: AgentHabits, random: Random): Tokens {
  const input = random.integer(...habits.inputTokens);
  const output = random.integer(...habits.outputTokens);
  const cacheRead = Math.floor(input * random.between(0.45, 0.85));
  return {
    inputTokens: BigInt(input),
    cacheReadTokens: BigInt(cacheRead),
    cacheWriteTokens: BigInt(Math.floor((input - cacheRead) * random.between(0, 0.4))),
    outputTokens: BigInt(output),
    reasoningTokens: BigInt(Math.floor(output * random.between(0.1, 0.5))),
  };
}
