import type { Fields } from "../formats/fields";

/** One record of a file: a row, a line or an element, or the reason why it cannot be read. */
export type FileRecord = { line: number } & (
  | {
      fields: Fields;
      /** The names of the record's fields; the same array for all rows of a CSV file. */
      names: readonly string[];
    }
  | { problem: string }
);
