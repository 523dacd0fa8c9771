import { createHash } from "node:crypto";
import type { MappedRow } from "./map-row";

/**
 * Returns the SHA-256 of a row's mapped fields, so equal rows have the same hash even in different files.
 * The hash of a row must never change. A field that was added to the import later is therefore hashed
 * only if the row has it.
 */
export function rowHash(row: MappedRow): Buffer {
  const { inputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens } = row.tokens;
  const fields = basicFields(row, row.reportedInputTokens === null ? null : inputTokens);
  if (hasTokenParts(row))
    fields.push(...[cacheReadTokens, cacheWriteTokens, reasoningTokens].map(textOf));
  return hashOf(fields);
}

/** Returns the hash that the row has if its cached, cache-write and reasoning tokens are not mapped. */
export const rowHashWithoutParts = (row: MappedRow): Buffer =>
  hashOf(basicFields(row, row.reportedInputTokens));

/** Whether the row has a count that `rowHashWithoutParts` leaves out. */
export const hasTokenParts = ({ tokens }: MappedRow): boolean =>
  tokens.cacheReadTokens !== null ||
  tokens.cacheWriteTokens !== null ||
  tokens.reasoningTokens !== null;

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
 * Returns the permanent idempotency key of a row: 128 bits of its hash, and its number among equal rows
 * of the file.
 */
export const rowKey = (hash: Buffer, ordinal: number): string =>
  `import:${hash.toString("hex", 0, 16)}:${ordinal}`;
