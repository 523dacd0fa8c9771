import { isDeepStrictEqual } from "node:util";

type Row = readonly (string | number | null)[];

/**
 * The result of a query in a form that all contenders can produce: the rows of each of its parts, such
 * as `spend by agent type`. Amounts are micro-dollars.
 */
export type QueryResult = Readonly<Record<string, readonly Row[]>>;

/** How one contender runs one query. */
export interface QueryRunner {
  /** Runs the query. Its time is measured. */
  run(): Promise<unknown>;
  /** Runs the query and converts its output, so that it can be compared. */
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
 * Describes the first difference between a result and the expected one; null if there is none. A part
 * that the result does not have is not a difference.
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

/** The parts of the expected result that a result does not have. */
export const missingParts = (result: QueryResult, expected: QueryResult): string[] =>
  Object.keys(expected).filter((part) => !(part in result));
