import { dayOf, type TokenCounts } from "@ai-cost/domain";
import type { UsageReport } from "@ai-cost/ledger";
import { canonicalProvider, type Pricing } from "@ai-cost/pricing";
import type { MappedRow } from "./map-row";

/**
 * Returns the usage report of a row. The report has one completed job with one charge, and the job and
 * the charge have the row's key.
 */
export function usageReportOfRow(
  row: MappedRow,
  key: string,
  runName: string,
  pricing: Pricing,
): UsageReport {
  const { occurredAt, agentType, model, provider, tokens, costMicroUsd } = row;
  return {
    idempotencyKey: key,
    content: {
      occurredAt,
      inputTokens: row.reportedInputTokens === null ? null : tokens.inputTokens,
      outputTokens: row.reportedOutputTokens,
      model,
      provider,
      agentType,
      run: row.run,
      costMicroUsd,
      ...tokenParts(tokens),
    },
    source: "import",
    // A run that the file names may continue after the import, so it stays open. A run that the import
    // creates is completed after the last row.
    run: row.run === null ? { externalId: runName } : { externalId: runName, status: "imported" },
    job: { externalId: key, agentType, finished: { status: "completed", at: occurredAt } },
    occurredAt,
    ...pricing,
    model,
    provider: canonicalProvider(provider),
    ...tokens,
  };
}

/**
 * Returns only the counts that the row has. The content of a row without them stays equal to the content
 * that earlier imports recorded.
 */
function tokenParts({ cacheReadTokens, cacheWriteTokens, reasoningTokens }: TokenCounts) {
  return {
    ...(cacheReadTokens !== null && { cacheReadTokens }),
    ...(cacheWriteTokens !== null && { cacheWriteTokens }),
    ...(reasoningTokens !== null && { reasoningTokens }),
  };
}

/**
 * Returns the name of the run for rows that name no run. Each file has one such run for each UTC day. The
 * name contains the hash of the first valid row, so it stays the same when the file is moved, renamed,
 * compressed or extended.
 */
export const fileRunName = (firstRowHash: Buffer, occurredAt: Date): string =>
  `import-${dayOf(occurredAt)}-${firstRowHash.toString("hex", 0, 4)}`;
