import type { MappedRow } from "./map-row";
import { Ordinals } from "./ordinals";
import { hasTokenParts, rowHash, rowHashWithoutParts, rowKey } from "./row-key";
import { fileRunName } from "./usage-report-of-row";

export interface RowIdentity {
  key: string;
  /**
   * The key that the row gets without its cached, cache-write and reasoning tokens. It finds a row that
   * an earlier import recorded without these columns. Null when the row has no such tokens.
   */
  keyWithoutParts: string | null;
  /** The name of the run to which the row belongs if it names no run. */
  fileRun: string;
}

/**
 * Creates a function that gives each row of one file its keys, and a run for rows that name none. Call it
 * for the rows in the order of the file. `mapsTokenParts` says whether a row can have cached, cache-write
 * or reasoning tokens.
 */
export function rowIdentifier(mapsTokenParts: boolean): (row: MappedRow) => RowIdentity {
  const ordinals = new Ordinals();
  const ordinalsWithoutParts = mapsTokenParts ? new Ordinals() : null;
  let firstRowHash: Buffer | undefined;

  /**
   * The row's key in an import without cached, cache-write and reasoning tokens. Every row is numbered,
   * because such an import treats rows that differ only in these tokens as equal.
   */
  function keyWithoutParts(row: MappedRow): string | null {
    if (!ordinalsWithoutParts) return null;
    const hash = rowHashWithoutParts(row);
    const ordinal = ordinalsWithoutParts.next(hash);
    return hasTokenParts(row) ? rowKey(hash, ordinal) : null;
  }

  return (row) => {
    const hash = rowHash(row);
    firstRowHash ??= hash;
    return {
      key: rowKey(hash, ordinals.next(hash)),
      keyWithoutParts: keyWithoutParts(row),
      fileRun: fileRunName(firstRowHash, row.occurredAt),
    };
  };
}
