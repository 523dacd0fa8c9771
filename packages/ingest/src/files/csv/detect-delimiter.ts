import { parse } from "csv-parse/sync";

/** The possible delimiters. The comma is first, so it is chosen when no delimiter gives a better header. */
const DELIMITERS = [",", ";", "\t", "|"] as const;

/** A first line such as `sep=;`, with which Excel declares the delimiter of a file. */
const SEP_LINE = /^"?sep=([^"\r\n])"?[ \t]*(?:\r\n|\n|\r)/i;

export interface Layout {
  delimiter: string;
  /** The line of the header: 2 when the file begins with a `sep=` line, otherwise 1. */
  headerLine: 1 | 2;
}

/**
 * Detects the delimiter of a CSV file. `sample` is the beginning of the file. The delimiter that gives the
 * header with the most wanted columns is chosen. Among equals, it is the one that gives the most columns.
 *
 * csv-parse also detects delimiters, but its detection fails on characters outside ASCII.
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

/** The column names in the first record; empty when the record does not end within the sample. */
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
