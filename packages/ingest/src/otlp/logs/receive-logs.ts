import { recordCalls } from "../../calls/record-calls";
import type { IngestContext } from "../../calls/reported-call";
import type { Taken } from "../export-result";
import type { ExportLogsServiceRequest } from "../proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import { reasonOf } from "../rejection-reason";
import { Refusals } from "../rejections";
import { readCalls } from "./read-calls";

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
  const calls = [...readCalls(request, context.now, refusals)];
  for (const outcome of await recordCalls(context, calls)) {
    const reason = reasonOf(outcome);
    if (reason !== null) refusals.add(reason);
  }
  return refusals.taken("log record");
}
