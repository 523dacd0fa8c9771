import { createHash } from "node:crypto";
import type { MappedRow } from "./map-row";

/**
 * Returns the SHA-256 of a row's mapped fields, so that equal rows in different files have the same hash.
 * The hash of a row must never change. Fields that were added in later versions are therefore included
 * only if the row has a value for them.
 */
export function rowHash(row: MappedRow): Buffer {
  const fields = fieldsWithParts(row);
  const later = laterParts(row);
  if (later.some((value) => value !== null)) fields.push("later", ...later);
  return hashOf(fields);
}

/** Returns the hash that the row has when its audio tokens and its tier are not mapped. */
export const rowHashWithoutLaterParts = (row: MappedRow): Buffer => hashOf(fieldsWithParts(row));

/**
 * Returns the hash that the row has when its audio tokens, its tier, and its cached, cache-write and
 * reasoning tokens are not mapped.
 */
export const rowHashWithoutParts = (row: MappedRow): Buffer =>
  hashOf(basicFields(row, row.reportedInputTokens));

function fieldsWithParts(row: MappedRow): (string | null)[] {
  const { inputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens } = row.tokens;
  const fields = basicFields(row, row.reportedInputTokens === null ? null : inputTokens);
  const parts = [cacheReadTokens, cacheWriteTokens, reasoningTokens];
  return parts.some((count) => count !== null) ? [...fields, ...parts.map(textOf)] : fields;
}

const laterParts = ({ tokens, serviceTier }: MappedRow): (string | null)[] => [
  textOf(tokens.audioInputTokens),
  textOf(tokens.audioOutputTokens),
  serviceTier ?? null,
];

const basicFields = (row: MappedRow, inputTokens: bigint | null): (string | null)[] => [
  row.occurredAt.toISOString(),
  textOf(inputTokens),
  textOf(row.reportedOutputTokens),
  row.model,
  row.provider,
  row.agentType,
  row.run,
  textOf(row.costMicroUsd),
];

const textOf = (value: bigint | null): string | null => (value === null ? null : String(value));

const hashOf = (fields: readonly (string | null)[]): Buffer =>
  createHash("sha256").update(JSON.stringify(fields)).digest();

/**
 * Returns the permanent idempotency key of a row: 128 bits of its hash, and its number among equal rows.
 */
export const rowKey = (hash: Buffer, ordinal: number): string =>
  `import:${hash.toString("hex", 0, 16)}:${ordinal}`;
