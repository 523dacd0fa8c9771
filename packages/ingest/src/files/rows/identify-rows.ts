import type { MappedRow } from "./map-row";
import { Ordinals } from "./ordinals";
import { rowHash, rowKey } from "./row-key";
import { fileRunName } from "./usage-report-of-row";

/** Names each row of one file, called in the file's order: its key, and the run it is in if it names none. */
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
