import type { UsageOutcome } from "@ai-cost/ledger";
import type { IngestContext } from "../calls/ingest-context";
import { recordCalls } from "../calls/record-calls";
import { type ReadEntry, readEntry } from "./read-payload";
import type { EntryResult } from "./response-schema";

const RESULTS = { recorded: "recorded", repeated: "duplicate" } as const;

/** Records a batch of entries as they stand in a body and answers for each, in order. */
export async function recordEntries(
  context: IngestContext,
  raw: readonly unknown[],
): Promise<EntryResult[]> {
  const entries = raw.map((entry) => readEntry(entry, context.now));
  const calls = entries.flatMap((entry) => ("call" in entry && entry.call) || []);
  const outcomes = (await recordCalls(context, calls)).values();
  return entries.map((entry) => resultOf(entry, outcomes));
}

/** Takes the next of the outcomes where the entry had a call. */
function resultOf(entry: ReadEntry, outcomes: Iterator<UsageOutcome, undefined>): EntryResult {
  const { id } = entry;
  if ("problem" in entry) return { id, result: "invalid", reason: entry.problem };
  const outcome = entry.call && outcomes.next().value;
  if (!outcome) return { id, result: "uncharged" };
  if ("reason" in outcome) return { id, result: outcome.outcome, reason: outcome.reason };
  return { id, result: RESULTS[outcome.outcome] };
}
