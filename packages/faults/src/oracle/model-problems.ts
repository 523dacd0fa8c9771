import type { DatabaseClient } from "@ai-cost/db";
import type { Environment } from "../environment/environment";
import type { SentUsage } from "../traffic/model";

interface StoredUsage {
  inputTokens: number;
  outputTokens: number;
  amountMicroUsd: bigint;
}

/**
 * Compares each tenant's charges with the model: every acknowledged call must be stored exactly once, as
 * it was sent.
 */
export async function modelProblems(
  sql: DatabaseClient["sql"],
  { model, tenants }: Pick<Environment, "model" | "tenants">,
): Promise<string[]> {
  const problems: string[] = [];
  for (const { projectId, canary } of tenants) {
    const sent = model.of(projectId);
    if (sent.size === 0) continue;
    const stored = await sql<StoredUsage[]>`
      select input_tokens::int as "inputTokens", output_tokens::int as "outputTokens",
        amount_micro_usd as "amountMicroUsd"
      from credit_transactions where project_id = ${projectId} and kind = 'deduction'`;
    problems.push(...differences(sent, stored).map((problem) => `${canary}: ${problem}`));
  }
  return problems;
}

function differences(
  sent: ReadonlyMap<number, SentUsage>,
  stored: readonly StoredUsage[],
): string[] {
  const seen = new Set<number>();
  const count = { lost: 0, "stored more than once": 0, changed: 0, "never sent": 0 };
  for (const row of stored) {
    const usage = sent.get(row.inputTokens);
    if (!usage) count["never sent"] += 1;
    else if (seen.has(row.inputTokens)) count["stored more than once"] += 1;
    else if (usage.outputTokens !== row.outputTokens || usage.costMicroUsd !== row.amountMicroUsd)
      count.changed += 1;
    seen.add(row.inputTokens);
  }
  for (const [inputTokens, { isAcknowledged }] of sent)
    if (isAcknowledged && !seen.has(inputTokens)) count.lost += 1;
  return Object.entries(count)
    .filter(([, events]) => events > 0)
    .map(([what, events]) => `${events} of ${sent.size} events: ${what}`);
}
