import { NO_TOKENS, type TokenCounts } from "@ai-cost/domain";
import type { FileCall } from "../formats/file-format";
import type { RowProblem } from "../rows/map-row";

/** A call with its place in the file, or the reason why a record cannot be read. */
export type CallOrProblem = { line: number } & ({ call: FileCall } | RowProblem);

/** How many calls are kept in memory. The reports of one call are near each other in a transcript. */
const WINDOW = 1000;

/**
 * Merges reports of one call that are near each other, so that a call counts once with its fullest
 * figures. Transcripts report a call for each part of its response, at first with a part of its tokens.
 * Two reports of which neither contains the other are both yielded, and the ledger decides.
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
  // The calls before the point where a file is damaged count.
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

/** Whether a report says at least as much as another one about the same call. */
const contains = (one: FileCall, other: FileCall): boolean =>
  one.model === other.model &&
  COUNTS.every((name) => (one.tokens?.[name] ?? 0n) >= (other.tokens?.[name] ?? 0n));
