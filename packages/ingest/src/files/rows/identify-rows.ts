import type { MappedRow } from "./map-row";
import { Ordinals } from "./ordinals";
import { rowHash, rowKey } from "./row-key";
import { fileRunName } from "./usage-report-of-row";

/** Gives each row of one file its key, and the run for rows that name none. Call it in the order of the file. */
export function rowIdentifier(): (row: MappedRow) => { key: string; fileRun: string } {
  const ordinals = new Ordinals();
  let firstRowHash: Buffer | undefined;
  return (row) => {
    const hash = rowHash(row);
    firstRowHash ??= hash;
    return {
      key: rowKey(hash, ordinals.next(hash)),
      fileRun: fileRunName(firstRowHash, row.occurredAt),
    };
  };
}
