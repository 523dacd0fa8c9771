import { dayOf, type TokenCounts } from "@ai-cost/domain";
import type { UsageReport } from "@ai-cost/ledger";
import { canonicalProvider, type Pricing } from "@ai-cost/pricing";
import type { MappedRow } from "./map-row";

/** The ledger's report of a row: one completed job with one charge, both with the row's key. */
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
    // A run that the file names may still continue; only the file's own runs are completed later.
    run: row.run === null ? { externalId: runName } : { externalId: runName, status: "imported" },
    job: { externalId: key, agentType, finished: { status: "completed", at: occurredAt } },
    occurredAt,
    ...pricing,
    model,
    provider: canonicalProvider(provider),
    ...tokens,
  };
}

/** Counts that a row does not have take no part in its content, so that rows of earlier imports keep theirs. */
function tokenParts({ cacheReadTokens, cacheWriteTokens, reasoningTokens }: TokenCounts) {
  return {
    ...(cacheReadTokens !== null && { cacheReadTokens }),
    ...(cacheWriteTokens !== null && { cacheWriteTokens }),
    ...(reasoningTokens !== null && { reasoningTokens }),
  };
}

/**
 * The run of rows that name none: one for each file and UTC day. A file is identified by its first
 * valid row, so it stays the same file when it is moved, renamed, compressed or extended.
 */
export const fileRunName = (firstRowHash: Buffer, occurredAt: Date): string =>
  `import-${dayOf(occurredAt)}-${firstRowHash.toString("hex", 0, 4)}`;
