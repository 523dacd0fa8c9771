import { createHash } from "node:crypto";
import type { MappedRow } from "./map-row";

/** SHA-256 over a row's mapped fields: equal for equal rows, whatever the file around them. */
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

/** A row's name in the project for ever: 128 bits of its hash, and which of the identical ones it is. */
export const rowKey = (hash: Buffer, ordinal: number): string =>
  `import:${hash.toString("hex", 0, 16)}:${ordinal}`;
