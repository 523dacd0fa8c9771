import type { Mapping } from "../mapping";
import type { MappedRow } from "./map-row";
import { Ordinals } from "./ordinals";
import { rowHash, rowHashWithoutLaterParts, rowHashWithoutParts, rowKey } from "./row-key";
import { fileRunName } from "./usage-report-of-row";

export interface RowIdentity {
  key: string;
  /**
   * The keys that the row has when some of its token counts are not mapped. They find a row that an
   * earlier import recorded without these counts. Empty when the row has none of these counts.
   */
  partialKeys: string[];
  /** The name of the run to which the row belongs if it names no run. */
  fileRun: string;
}

/**
 * Creates a function that gives each row of one file its keys, and the run for rows that name none. Call
 * it for the rows in the order of the file.
 */
export function rowIdentifier(mapping: Mapping): (row: MappedRow) => RowIdentity {
  const ordinals = new Ordinals();
  // Every row is numbered for these keys, because an import that maps fewer token counts treats rows that
  // differ only in the other counts as equal.
  const partial = partialHashes(mapping).map((hashOf) => ({ hashOf, ordinals: new Ordinals() }));
  let firstRowHash: Buffer | undefined;

  return (row) => {
    const hash = rowHash(row);
    firstRowHash ??= hash;
    const partialKeys = partial.flatMap(({ hashOf, ordinals }) => {
      const partialHash = hashOf(row);
      const ordinal = ordinals.next(partialHash);
      return partialHash.equals(hash) ? [] : [rowKey(partialHash, ordinal)];
    });
    return {
      key: rowKey(hash, ordinals.next(hash)),
      partialKeys,
      fileRun: fileRunName(firstRowHash, row.occurredAt),
    };
  };
}

/**
 * Returns the functions that compute a row's hash as if some of its mapped token counts were not mapped.
 */
function partialHashes(mapping: Mapping): ((row: MappedRow) => Buffer)[] {
  const { cacheReadTokens, cacheWriteTokens, reasoningTokens } = mapping;
  const { audioInputTokens, audioOutputTokens, serviceTier, batch } = mapping;
  const later = [audioInputTokens, audioOutputTokens, serviceTier, batch].some(Boolean);
  const parts = [cacheReadTokens, cacheWriteTokens, reasoningTokens].some(Boolean);
  return [
    ...(parts || later ? [rowHashWithoutParts] : []),
    ...(later ? [rowHashWithoutLaterParts] : []),
  ];
}
