import { isDeepStrictEqual } from "node:util";

type Row = readonly (string | number | null)[];

/** What was answered, by what it is about, in a form that every contender can be brought to. Micro-dollars. */
export type Answer = Readonly<Record<string, readonly Row[]>>;

/** One contender's way to one answer. */
export interface Read {
  /** What is timed. */
  run(): Promise<unknown>;
  /** What it came to, to be compared. */
  answer(): Promise<Answer>;
}

export const readOf = <Raw>(run: () => Promise<Raw>, answerOf: (raw: Raw) => Answer): Read => ({
  run,
  answer: async () => answerOf(await run()),
});

/** In the order of the first cell, without rows that have nothing in them. */
export const sorted = (rows: readonly Row[]): Row[] =>
  rows
    .filter(([, ...amounts]) => amounts.some((amount) => amount !== 0))
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));

/** Why an answer is not the expected one, in a sentence; null where all that it says is. What it leaves out is no difference. */
export function differenceOf(answer: Answer, expected: Answer): string | null {
  for (const [about, rows] of Object.entries(answer)) {
    const wanted = expected[about];
    if (isDeepStrictEqual(rows, wanted)) continue;
    const at = rows.findIndex((row, index) => !isDeepStrictEqual(row, wanted?.[index]));
    const [found, should] = [rows[at], wanted?.[at]].map((row) => JSON.stringify(row) ?? "no row");
    return `${about}: ${rows.length} rows beside ${wanted?.length ?? 0}; ${found} beside ${should}`;
  }
  return null;
}

/** What of the expected answer another one leaves out. */
export const missingIn = (answer: Answer, expected: Answer): string[] =>
  Object.keys(expected).filter((about) => !(about in answer));
