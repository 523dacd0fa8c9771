import { dayOf, type TokenCounts } from "@ai-cost/domain";
import type { UsageReport } from "@ai-cost/ledger";
import { canonicalModel, canonicalProvider, type Pricing, tierOfCall } from "@ai-cost/pricing";
import type { MappedRow } from "./map-row";

/**
 * Converts a row to a usage report for the ledger: one completed job with one charge. The job and the
 * charge have the row's key.
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
      ...(row.serviceTier && { serviceTier: row.serviceTier }),
    },
    source: "import",
    // A run that the row names may get more jobs later, so it is not completed. Only the generated runs of
    // the file are completed.
    run: row.run === null ? { externalId: runName } : { externalId: runName, status: "imported" },
    job: { externalId: key, agentType, finished: { status: "completed", at: occurredAt } },
    occurredAt,
    ...pricing,
    model,
    canonicalModel: model === null ? null : canonicalModel(model),
    provider: canonicalProvider(provider),
    ...tokens,
    units: row.units ?? null,
    serviceTier: tierOfCall(row),
  };
}

/**
 * Returns the counts of parts for the content. Missing counts are left out, so that the content of rows
 * from earlier imports does not change.
 */
function tokenParts({ cacheReadTokens, cacheWriteTokens, reasoningTokens, ...later }: TokenCounts) {
  const { audioInputTokens, audioOutputTokens } = later;
  return {
    ...(cacheReadTokens !== null && { cacheReadTokens }),
    ...(cacheWriteTokens !== null && { cacheWriteTokens }),
    ...(reasoningTokens !== null && { reasoningTokens }),
    ...(audioInputTokens !== null && { audioInputTokens }),
    ...(audioOutputTokens !== null && { audioOutputTokens }),
  };
}

/**
 * Returns the name of the run for rows that name none: one run for each file and UTC day. A file is
 * identified by its first valid row, so its runs are the same after it is moved, renamed, compressed or
 * extended.
 */
export const fileRunName = (firstRowHash: Buffer, occurredAt: Date): string =>
  `import-${dayOf(occurredAt)}-${firstRowHash.toString("hex", 0, 4)}`;
