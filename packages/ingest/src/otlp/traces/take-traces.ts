import type { IngestContext } from "../../calls/reported-call";
import type { ExportTraceServiceRequest } from "../proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import type { Taken } from "../taken";

export async function takeTraces(
  _context: IngestContext,
  _request: ExportTraceServiceRequest,
): Promise<Taken> {
  return { rejected: 0, messages: [] };
}
