import { isDeepStrictEqual } from "node:util";

type Row = readonly (string | number | null)[];

/**
 * The result of a query in a form that all contenders can produce. The key is the name of a part of
 * the result, such as `spend by agent type`, and the value contains the rows of that part. Amounts
 * are in micro-dollars.
 */
export type QueryResult = Readonly<Record<string, readonly Row[]>>;

/** How one contender runs one query. */
export interface QueryRunner {
  /** Runs the query. The benchmark measures the time of this call. */
  run(): Promise<unknown>;
  /**
   * Runs the query and converts its output to the common form, so that it can be compared with the
   * results of other contenders.
   */
  result(): Promise<QueryResult>;
}

export const queryRunner = <Output>(
  run: () => Promise<Output>,
  toResult: (output: Output) => QueryResult,
): QueryRunner => ({
  run,
  result: async () => toResult(await run()),
});

/** Sorts rows by their first cell and removes rows in which all other cells are 0. */
export const sorted = (rows: readonly Row[]): Row[] =>
  rows
    .filter(([, ...amounts]) => amounts.some((amount) => amount !== 0))
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));

/**
 * Returns a description of the first difference between a result and the expected result, or null
 * if they are equal. Ignores parts that only the expected result contains.
 */
export function findDifference(result: QueryResult, expected: QueryResult): string | null {
  for (const [part, rows] of Object.entries(result)) {
    const expectedRows = expected[part];
    if (isDeepStrictEqual(rows, expectedRows)) continue;
    const at = rows.findIndex((row, index) => !isDeepStrictEqual(row, expectedRows?.[index]));
    const [actual, wanted] = [rows[at], expectedRows?.[at]].map(
      (row) => JSON.stringify(row) ?? "no row",
    );
    return `${part}: ${rows.length} rows instead of ${expectedRows?.length ?? 0}; ${actual} instead of ${wanted}`;
  }
  return null;
}

/**
 * Returns the names of the parts that the expected result contains and the result does not contain.
 */
export const missingParts = (result: QueryResult, expected: QueryResult): string[] =>
  Object.keys(expected).filter((part) => !(part in result));
