import type { IngestContext } from "../../calls/ingest-context";
import { recordCalls } from "../../calls/record-calls";
import type { ExportResult } from "../export-result";
import type { ExportLogsServiceRequest } from "../proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import { rejectionReason } from "../rejection-reason";
import { Rejections } from "../rejections";
import { readCalls } from "./read-calls";

/**
 * Records the model calls that log records report. Whatever else a program logs is let in and
 * dropped; a report that cannot be read or contradicts an earlier one is refused, and those beside it
 * are kept.
 */
export async function receiveLogs(
  context: IngestContext,
  request: ExportLogsServiceRequest,
): Promise<ExportResult> {
  const refusals = new Rejections();
  const calls = [...readCalls(request, context.now, refusals)];
  for (const outcome of await recordCalls(context, calls)) {
    const reason = rejectionReason(outcome);
    if (reason !== null) refusals.add(reason);
  }
  return refusals.taken("log record");
}
