import { mapInSlices } from "@ai-cost/fairness";
import type { UsageOutcome } from "@ai-cost/ledger";
import type { IngestContext } from "../calls/ingest-context";
import { recordCalls } from "../calls/record-calls";
import { type ReadPayload, readPayload } from "./read-payload";
import type { PayloadResult } from "./response-schema";

/** Validates and records a batch of payloads, and returns a result for each, in order. */
export async function recordPayloads(
  context: IngestContext,
  rawPayloads: readonly unknown[],
): Promise<PayloadResult[]> {
  const payloads = await mapInSlices(rawPayloads, (raw) => readPayload(raw, context.now));
  const calls = payloads.flatMap((payload) => ("call" in payload && payload.call) || []);
  const outcomes = (await recordCalls(context, calls)).values();
  return payloads.map((payload) => resultOf(payload, outcomes));
}

/**
 * Returns the result of one payload. It takes the next outcome only when the payload has a call, because
 * `outcomes` contains no outcome for other payloads.
 */
function resultOf(
  payload: ReadPayload,
  outcomes: Iterator<UsageOutcome, undefined>,
): PayloadResult {
  const { id } = payload;
  if ("problem" in payload) return { id, result: "invalid", reason: payload.problem };
  const outcome = payload.call && outcomes.next().value;
  if (!outcome) return { id, result: "uncharged" };
  if ("reason" in outcome) return { id, result: outcome.outcome, reason: outcome.reason };
  return { id, result: outcome.outcome };
}
