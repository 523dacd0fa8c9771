import { createHash } from "node:crypto";
import { compoundName } from "../../../fields/compound-name";
import type { Fields } from "../fields";
import { exportedCall } from "../file-call";
import type { FileFormat } from "../file-format";

const FORMAT = "cursor";
const TIME = ["date", "timestamp"] as const;
const WRITTEN = ["input_w_cache_write", "tokenUsage.cacheWriteTokens"] as const;
const UNCACHED = ["input_wo_cache_write", "tokenUsage.inputTokens"] as const;
const CACHE_READ = ["cache_read", "tokenUsage.cacheReadTokens"] as const;
const OUTPUT = ["output_tokens", "output", "tokenUsage.outputTokens"] as const;

/** The usage events of Cursor's dashboard, as CSV or as returned by its API. Each record is a call. */
export const cursor: FileFormat = {
  name: FORMAT,
  title: "Cursor usage",
  isAggregated: false,
  usageFields: [
    ...WRITTEN,
    ...UNCACHED,
    ...CACHE_READ,
    ...OUTPUT,
    "total_tokens",
    "tokens",
    "tokenUsage",
    "isTokenBasedCall",
    "requestsCosts",
  ],
  recognises: (record) =>
    record.hasAll(UNCACHED[0], CACHE_READ[0]) ||
    record.hasAll("timestamp", "model", "tokenUsage") ||
    record.hasAll("timestamp", "model", "chargedCents"),
  openReader: () => {
    const occurrences = new Map<string, number>();
    return (record) => readRecord(record, occurrences);
  },
};

function readRecord(record: Fields, occurrences: Map<string, number>) {
  const tokens = tokensOf(record);
  const kind = record.text("kind") ?? "";
  if (/errored|not charged|no charge/i.test(kind) || !tokens) return [];
  const model = record.text("model");
  const occurredAt = record.time(...TIME);
  return [
    exportedCall({
      format: FORMAT,
      ownKey: keyOf([occurredAt.toISOString(), model, ...Object.values(tokens)], occurrences),
      provider: null,
      model,
      occurredAt,
      run: record.text("conversationId", "cloud_agent_id"),
      agentName: "Cursor",
      tokens,
      costMicroUsd: costOf(record),
    }),
  ];
}

/** The counts of a call; null when the record has none. Cursor's input tokens exclude cached tokens. */
function tokensOf(record: Fields) {
  const withWrites = record.tokens(...WRITTEN) ?? 0n;
  const uncached = record.tokens(...UNCACHED) ?? 0n;
  const cacheReadTokens = record.tokens(...CACHE_READ) ?? 0n;
  const outputTokens = record.tokens(...OUTPUT) ?? 0n;
  const total = record.tokens("total_tokens");
  // In some versions of the CSV file, the input tokens with cache writes include the input tokens without
  // cache writes.
  const isInside = total !== null && total === withWrites + cacheReadTokens + outputTokens;
  const cacheWriteTokens = isInside && withWrites >= uncached ? withWrites - uncached : withWrites;
  const inputTokens = uncached + cacheWriteTokens + cacheReadTokens;
  return inputTokens === 0n && outputTokens === 0n
    ? null
    : { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens };
}

/** The price of the call. A call that a plan includes has no price; it then gets the list price. */
function costOf(record: Fields): bigint | null {
  const cents = record.cents("tokenUsage.totalCents", "chargedCents");
  if (cents !== null) return cents;
  return /\d/.test(record.text("cost") ?? "") ? record.dollars("cost") : null;
}

/** Cursor's events have no ids, so equal events are numbered in the order of the file. */
function keyOf(
  values: readonly (string | bigint | null)[],
  occurrences: Map<string, number>,
): string {
  const text = JSON.stringify(values.map(String));
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 32);
  const ordinal = occurrences.get(hash) ?? 0;
  occurrences.set(hash, ordinal + 1);
  return compoundName("import", FORMAT, hash, String(ordinal));
}
