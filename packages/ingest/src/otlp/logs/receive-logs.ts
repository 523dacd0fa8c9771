import { mapInSlices } from "@ai-cost/fairness";
import type { IngestContext } from "../../calls/ingest-context";
import { recordCalls } from "../../calls/record-calls";
import type { ExportResult } from "../export-result";
import type { ExportLogsServiceRequest } from "../proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import { rejectionReason } from "../rejection-reason";
import { Rejections } from "../rejections";
import { withKeysOfSpans } from "./keys-of-spans";
import { readCalls } from "./read-calls";

/**
 * Records the model calls that log records report. Log records of other kinds are accepted and dropped. A
 * record that cannot be read, or that conflicts with an earlier report, is rejected; the remaining records
 * are still recorded.
 */
export async function receiveLogs(
  context: IngestContext,
  request: ExportLogsServiceRequest,
): Promise<ExportResult> {
  const rejections = new Rejections();
  const reading = readCalls(request, context.now, rejections);
  const calls = await mapInSlices(reading, (call) => call);
  for (const outcome of await recordCalls(context, await withKeysOfSpans(context, calls))) {
    const reason = rejectionReason(outcome);
    if (reason !== null) rejections.add(reason);
  }
  return rejections.result("log record");
}
