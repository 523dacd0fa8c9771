import type { IngestContext } from "../../calls/reported-call";
import type { ExportLogsServiceRequest } from "../proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import type { Taken } from "../taken";

export async function takeLogs(
  _context: IngestContext,
  _request: ExportLogsServiceRequest,
): Promise<Taken> {
  return { rejected: 0, messages: [] };
}
