import { createHash } from "node:crypto";
import type { MappedRow } from "./map-row";

/**
 * SHA-256 over a row's mapped fields, so that equal rows of any two files have the same hash. It never
 * changes: a field that was added later takes part only in rows that have it.
 */
export function rowHash(row: MappedRow): Buffer {
  const { inputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens } = row.tokens;
  const fields = basicFields(row, row.reportedInputTokens === null ? null : inputTokens);
  if (hasTokenParts(row))
    fields.push(...[cacheReadTokens, cacheWriteTokens, reasoningTokens].map(textOf));
  return hashOf(fields);
}

/** The hash of the same row when its cached, cache-write and reasoning tokens are not mapped. */
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

/** The permanent idempotency key of a row: 128 bits of its hash, and its number among equal rows. */
export const rowKey = (hash: Buffer, ordinal: number): string =>
  `import:${hash.toString("hex", 0, 16)}:${ordinal}`;
