import { createHash } from "node:crypto";
import type { MappedRow } from "./map-row";

/** SHA-256 over a row's mapped fields, so that equal rows of any two files have the same hash. */
export function rowHash(row: MappedRow): Buffer {
  const fields = [
    row.occurredAt.toISOString(),
    String(row.tokens.inputTokens),
    String(row.tokens.outputTokens),
    row.model,
    row.provider,
    row.agentType,
    row.run,
    row.costMicroUsd === null ? null : String(row.costMicroUsd),
  ];
  return createHash("sha256").update(JSON.stringify(fields)).digest();
}

/** The permanent idempotency key of a row: 128 bits of its hash, and its number among equal rows. */
export const rowKey = (hash: Buffer, ordinal: number): string =>
  `import:${hash.toString("hex", 0, 16)}:${ordinal}`;
