import type { Fields } from "../formats/fields";

/** One record of a file (a row, a line or an element), or the reason why it cannot be read. */
export type FileRecord = { line: number } & (
  | {
      fields: Fields;
      /** The names of the fields that have a value. For a CSV file, all names in the header. */
      names: readonly string[];
    }
  | { problem: string }
);

/** The names of an object's fields whose value is neither empty nor 0. */
export const filledNames = (object: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(object).filter((name) => {
    const value = object[name];
    return value !== null && value !== 0 && value !== "" && value !== false;
  });
