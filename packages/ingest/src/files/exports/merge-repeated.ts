import type { ReportedRow, RowOrProblem } from "../reported-row";

/** How many calls are kept in memory. The reports of one call are near each other in a transcript. */
const WINDOW = 1000;

/**
 * Merges reports of one call that are near each other, so that a call counts once with its fullest
 * figures. Transcripts report a call for each part of its response, at first with a part of its tokens.
 * Two reports of which neither contains the other are both yielded, and the ledger decides.
 */
export async function* mergeRepeated(
  rows: AsyncIterable<RowOrProblem>,
): AsyncGenerator<RowOrProblem> {
  const waiting = new Map<string, ReportedRow>();
  let failure: { error: unknown } | null = null;
  try {
    for await (const row of rows) {
      if ("problem" in row) {
        yield row;
        continue;
      }
      const key = row.report.idempotencyKey;
      const earlier = waiting.get(key);
      if (!earlier || contains(row, earlier)) waiting.set(key, row);
      else if (!contains(earlier, row)) yield row;
      if (waiting.size > WINDOW) yield* takeFirst(waiting);
    }
  } catch (error) {
    failure = { error };
  }
  // The calls before the point where a file is damaged count.
  yield* waiting.values();
  if (failure) throw failure.error;
}

function* takeFirst(waiting: Map<string, ReportedRow>): Generator<ReportedRow> {
  for (const [key, row] of waiting) {
    waiting.delete(key);
    yield row;
    return;
  }
}

const COUNTS = [
  "inputTokens",
  "cacheReadTokens",
  "cacheWriteTokens",
  "cacheWrite1hTokens",
  "audioInputTokens",
  "imageInputTokens",
  "outputTokens",
  "reasoningTokens",
  "audioOutputTokens",
  "imageOutputTokens",
] as const;

/** Whether a report says at least as much as another one about the same call. */
const contains = ({ report: one }: ReportedRow, { report: other }: ReportedRow): boolean =>
  one.model === other.model && COUNTS.every((name) => (one[name] ?? 0n) >= (other[name] ?? 0n));
