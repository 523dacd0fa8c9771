import type { MappedRow } from "./map-row";
import { Ordinals } from "./ordinals";
import { hasTokenParts, rowHash, rowHashWithoutParts, rowKey } from "./row-key";
import { fileRunName } from "./usage-report-of-row";

export interface RowIdentity {
  key: string;
  /**
   * The idempotency key that the row got in an import that did not read its cached, cache-write and
   * reasoning tokens; null when the row has no such tokens.
   */
  keyWithoutParts: string | null;
  /** The name of the run to which the row belongs if it names no run. */
  fileRun: string;
}

/**
 * Returns a function that computes the keys of a row, and its run if the row names none. Call the
 * function for the rows in the order of the file, because the keys depend on the earlier rows.
 * `mapsTokenParts` says whether the file has a column of cached, cache-write or reasoning tokens.
 */
export function rowIdentifier(mapsTokenParts: boolean): (row: MappedRow) => RowIdentity {
  const ordinals = new Ordinals();
  const ordinalsWithoutParts = mapsTokenParts ? new Ordinals() : null;
  let firstRowHash: Buffer | undefined;

  /**
   * Every row is numbered, even one without such tokens. An import that does not read these tokens treats
   * rows as equal if they differ only in them, and so their numbers depend on each other.
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
