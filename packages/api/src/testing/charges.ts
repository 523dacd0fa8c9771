import { newId, type TenantDatabase, type UsageGap } from "@ai-cost/db";
import { NO_TOKENS, unattributed } from "@ai-cost/domain";
import { recordUsage, type UsageReport } from "@ai-cost/ledger";
import { NOW } from "./fixture";

/** The fields of a charge that a test can set. All other fields have defaults. */
export interface ChargeParts {
  key?: string;
  /** Further keys of the same call. */
  otherKeys?: readonly string[];
  at?: string;
  /** The amount; null for an unpriced charge. */
  amountMicroUsd?: bigint | null;
  agentType?: string | null;
  run?: string;
  job?: string;
  inputTokens?: bigint;
  outputTokens?: bigint;
  status?: "completed" | "failed" | "cancelled";
  trigger?: string;
  startedAt?: string;
  model?: string | null;
  usageGap?: UsageGap | null;
}

/** A report of a model call. By default it costs $1, has one input token, and has its own job and run. */
function usageReport(parts: ChargeParts): UsageReport {
  const key = newId();
  const { amountMicroUsd = 1_000_000n, model = "a-model" } = parts;
  const occurredAt = new Date(parts.at ?? NOW);
  const finished = parts.status && { status: parts.status, at: occurredAt };
  return {
    idempotencyKey: parts.key ?? key,
    otherKeys: parts.otherKeys ?? [],
    content: { key: parts.key ?? key },
    source: "a test",
    costSource: null,
    price: null,
    run: {
      externalId: parts.run ?? `run of ${parts.job ?? key}`,
      trigger: parts.trigger ?? null,
      ...(parts.startedAt && { startedAt: new Date(parts.startedAt) }),
    },
    job: {
      externalId: parts.job ?? `job ${key}`,
      agentType: parts.agentType === undefined ? "research" : parts.agentType,
      ...(finished && { finished }),
    },
    occurredAt,
    amountMicroUsd,
    costByKind: amountMicroUsd === null ? null : unattributed(amountMicroUsd),
    model,
    canonicalModel: model,
    provider: null,
    ...NO_TOKENS,
    inputTokens: parts.inputTokens ?? 1n,
    outputTokens: parts.outputTokens ?? 0n,
    usageGap: parts.usageGap ?? null,
  };
}

/** Records the charges in one batch and returns their ids, in order. */
export async function recordCharges(
  tenantOf: (projectId: string) => TenantDatabase,
  projectId: string,
  charges: readonly ChargeParts[],
) {
  const instants = charges.map(({ at }) => (at === undefined ? NOW.getTime() : Date.parse(at)));
  const now = new Date(Math.max(NOW.getTime(), ...instants));
  const reports = charges.map(usageReport);
  const outcomes = await recordUsage(tenantOf(projectId), { projectId, now }, reports);
  return outcomes.map((outcome) => {
    if ("reason" in outcome)
      throw new Error(`the report was not recorded: ${JSON.stringify(outcome)}`);
    return outcome;
  });
}
