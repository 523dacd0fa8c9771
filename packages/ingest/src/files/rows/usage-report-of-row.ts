import { dayOf } from "@ai-cost/domain";
import type { UsageReport } from "@ai-cost/ledger";
import { canonicalProvider, type Pricing } from "@ai-cost/pricing";
import type { MappedRow } from "./map-row";

/** What the ledger is told of a row: one completed job with one charge, both under the row's key. */
export function usageReport(
  row: MappedRow,
  key: string,
  runName: string,
  pricing: Pricing,
): UsageReport {
  const { occurredAt, agentType, model, provider, tokens, costMicroUsd } = row;
  const { inputTokens, outputTokens } = tokens;
  return {
    idempotencyKey: key,
    content: {
      occurredAt,
      inputTokens,
      outputTokens,
      model,
      provider,
      agentType,
      run: row.run,
      costMicroUsd,
    },
    source: "import",
    // Whether a run that the file names is over, the file does not say.
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
 * The run of the rows that name none: one for each file and UTC day. A file is told by its first good
 * row, so that moved, renamed, packed or grown it is the same one.
 */
export const fileRunName = (firstRowHash: Buffer, occurredAt: Date): string =>
  `import-${dayOf(occurredAt)}-${firstRowHash.toString("hex", 0, 4)}`;
