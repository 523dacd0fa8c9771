import type { Fields } from "../formats/fields";

/** One record of a file: a row, a line or an element, or the reason why it cannot be read. */
export type FileRecord = { line: number } & (
  | {
      fields: Fields;
      /** The names of the fields that are filled, or all names in the header of a CSV file. */
      names: readonly string[];
    }
  | { problem: string }
);

/** The names of the fields of an object that have another value than 0. */
export const filledNames = (object: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(object).filter((name) => {
    const value = object[name];
    return value !== null && value !== 0 && value !== "" && value !== false;
  });
