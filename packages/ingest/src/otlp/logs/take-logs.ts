import type { UsageOutcome } from "@ai-cost/ledger";
import { recordCalls } from "../../calls/record-calls";
import type { IngestContext, ReportedCall } from "../../calls/reported-call";
import { UnreadableField } from "../../calls/unreadable-field";
import type { ExportLogsServiceRequest } from "../proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import { Refusals } from "../refusals";
import type { Taken } from "../taken";
import { claudeCode } from "./claude-code";
import { codex } from "./codex";
import { genAi } from "./gen-ai";
import { logEntriesOf } from "./log-entry";
import type { LogSource } from "./log-source";

/** The first that knows a record reads it. */
const SOURCES: readonly LogSource[] = [claudeCode, codex, genAi];

const CONFLICT = "an earlier report of the same call says something else, and the first one stands";

/**
 * Records the model calls that log records report. Whatever else a program logs is let in and
 * dropped; a report that cannot be read or contradicts an earlier one is refused, and those beside it
 * are kept.
 */
export async function takeLogs(
  context: IngestContext,
  request: ExportLogsServiceRequest,
): Promise<Taken> {
  const refusals = new Refusals();
  const outcomes = await recordCalls(context, [...readCalls(request, context.now, refusals)]);
  for (const outcome of outcomes) {
    const reason = reasonOf(outcome);
    if (reason !== null) refusals.add(reason);
  }
  return refusals.taken("log record");
}

function* readCalls(
  request: ExportLogsServiceRequest,
  now: Date,
  refusals: Refusals,
): Iterable<ReportedCall> {
  for (const entry of logEntriesOf(request)) {
    const source = SOURCES.find(({ isUsage }) => isUsage(entry));
    if (!source) continue;
    try {
      yield source.callOf(entry, now);
    } catch (error) {
      if (!(error instanceof UnreadableField)) throw error;
      refusals.add(error.message);
    }
  }
}

function reasonOf(outcome: UsageOutcome): string | null {
  if (outcome.outcome === "invalid") return outcome.reason;
  return outcome.outcome === "conflict" ? CONFLICT : null;
}
