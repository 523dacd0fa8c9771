import { NO_TOKENS, type TokenCounts } from "@ai-cost/domain";
import type { FileCall } from "../formats/file-format";
import type { RowProblem } from "../rows/map-row";

/** A call with its line in the file, or the reason why a record cannot be read. */
export type CallOrProblem = { line: number } & ({ call: FileCall } | RowProblem);

/** The number of calls to keep in memory. In a transcript, the reports of one call are near each other. */
const WINDOW = 1000;

/**
 * Merges reports of one call that are near each other, so that the call counts once with its complete
 * figures. Transcripts report a call for each part of its response, at first with only some of its tokens.
 * When neither of two reports contains the other, both are yielded, and the ledger decides.
 */
export async function* mergeRepeated(
  calls: AsyncIterable<CallOrProblem>,
): AsyncGenerator<CallOrProblem> {
  const waiting = new Map<string, CallOrProblem & { call: FileCall }>();
  let failure: { error: unknown } | null = null;
  try {
    for await (const read of calls) {
      if ("problem" in read) {
        yield read;
        continue;
      }
      const key = read.call.responseId ?? read.call.ownKey;
      const earlier = waiting.get(key);
      if (!earlier || contains(read.call, earlier.call)) waiting.set(key, read);
      else if (!contains(earlier.call, read.call)) yield read;
      if (waiting.size > WINDOW) yield* takeFirst(waiting);
    }
  } catch (error) {
    failure = { error };
  }
  // If the file is damaged, the calls before the damage are still recorded.
  yield* waiting.values();
  if (failure) throw failure.error;
}

function* takeFirst<Value>(waiting: Map<string, Value>): Generator<Value> {
  for (const [key, value] of waiting) {
    waiting.delete(key);
    yield value;
    return;
  }
}

const COUNTS = Object.keys(NO_TOKENS) as (keyof TokenCounts)[];

/** Whether a report has the same model as another report of the call and at least its counts. */
const contains = (one: FileCall, other: FileCall): boolean =>
  one.model === other.model &&
  COUNTS.every((name) => (one.tokens?.[name] ?? 0n) >= (other.tokens?.[name] ?? 0n));
