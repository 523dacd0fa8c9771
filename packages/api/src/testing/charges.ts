import { newId, type TenantDatabase } from "@ai-cost/db";
import { recordUsage, type UsageReport } from "@ai-cost/ledger";
import { NOW } from "./fixture";

/** What a test says of a charge; everything else is filled in. */
export interface Usage {
  at?: string;
  /** Micro-dollars; null when unpriced. */
  cost?: bigint | null;
  agentType?: string | null;
  run?: string;
  job?: string;
  inputTokens?: bigint;
  outputTokens?: bigint;
  status?: "completed" | "failed" | "cancelled";
  trigger?: string;
  startedAt?: string;
  model?: string | null;
}

/** A report of $1, one input and no output token, of a job and a run of its own. */
function report(usage: Usage = {}): UsageReport {
  const key = newId();
  const occurredAt = new Date(usage.at ?? NOW);
  const finished = usage.status && { status: usage.status, at: occurredAt };
  return {
    idempotencyKey: key,
    content: { key },
    source: "a test",
    costSource: null,
    price: null,
    run: {
      externalId: usage.run ?? `run of ${usage.job ?? key}`,
      trigger: usage.trigger ?? null,
      ...(usage.startedAt && { startedAt: new Date(usage.startedAt) }),
    },
    job: {
      externalId: usage.job ?? `job ${key}`,
      agentType: usage.agentType === undefined ? "research" : usage.agentType,
      ...(finished && { finished }),
    },
    occurredAt,
    amountMicroUsd: usage.cost === undefined ? 1_000_000n : usage.cost,
    model: usage.model === undefined ? "a-model" : usage.model,
    provider: null,
    inputTokens: usage.inputTokens ?? 1n,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    outputTokens: usage.outputTokens ?? 0n,
    reasoningTokens: null,
  };
}

/** Records the usages in one batch; the ids that they became, in order. */
export async function record(db: TenantDatabase, projectId: string, usages: readonly Usage[]) {
  const instants = usages.map(({ at }) => (at === undefined ? NOW.getTime() : Date.parse(at)));
  const now = new Date(Math.max(NOW.getTime(), ...instants));
  const outcomes = await recordUsage(db, { projectId, now }, usages.map(report));
  return outcomes.map((outcome) => {
    if (outcome.outcome !== "recorded")
      throw new Error(`the report was not recorded: ${JSON.stringify(outcome)}`);
    return outcome;
  });
}
