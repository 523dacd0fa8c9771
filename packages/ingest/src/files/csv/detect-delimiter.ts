import { parse } from "csv-parse/sync";

/** The comma comes first, because the first of two equally good delimiters is chosen. */
const DELIMITERS = [",", ";", "\t", "|"] as const;

/** A first line such as `sep=;`, by which Excel says how the fields of a file are separated. */
const SEP_LINE = /^"?sep=([^"\r\n])"?[ \t]*(?:\r\n|\n|\r)/i;

export interface Layout {
  delimiter: string;
  /** The line on which the header begins: 2 after a `sep=` line, and otherwise 1. */
  headerLine: 1 | 2;
}

/**
 * Chooses the delimiter of a CSV file whose beginning is `sample`. It chooses the delimiter that gives
 * the header most of the wanted columns, and among equal ones the delimiter that gives the most columns.
 *
 * csv-parse can detect delimiters too, but it fails on characters outside ASCII.
 */
export function detectLayout(
  sample: string,
  countWanted: (header: readonly string[]) => number,
): Layout {
  const given = SEP_LINE.exec(sample)?.[1];
  if (given !== undefined) return { delimiter: given, headerLine: 2 };
  const candidates = DELIMITERS.map((delimiter) => {
    const header = headerOf(sample, delimiter);
    return { delimiter, wanted: countWanted(header), columns: header.length };
  });
  const best = candidates.reduce((best, next) =>
    next.wanted > best.wanted || (next.wanted === best.wanted && next.columns > best.columns)
      ? next
      : best,
  );
  return { delimiter: best.delimiter, headerLine: 1 };
}

/** Returns the cells of the first record, or no cells if that record does not end within the sample. */
function headerOf(sample: string, delimiter: string): string[] {
  try {
    const records: string[][] = parse(sample, {
      delimiter,
      ltrim: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to: 1,
    });
    return (records[0] ?? []).map((name) => name.trim());
  } catch {
    return [];
  }
}
