import type { ExportTraceServiceRequest } from "./proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import type { Span } from "./proto/generated/opentelemetry/proto/trace/v1/trace_pb";

const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;

/** Takes the spans that the protocol does not allow out of the request, and says how many they were. */
export function dropSpansWithoutIds(request: ExportTraceServiceRequest): number {
  let dropped = 0;
  for (const { scopeSpans } of request.resourceSpans)
    for (const scope of scopeSpans) {
      const valid = scope.spans.filter(hasIds);
      dropped += scope.spans.length - valid.length;
      scope.spans = valid;
    }
  return dropped;
}

const hasIds = ({ traceId, spanId }: Span): boolean =>
  isId(traceId, TRACE_ID_BYTES) && isId(spanId, SPAN_ID_BYTES);

const isId = (id: Uint8Array, bytes: number): boolean =>
  id.length === bytes && id.some((byte) => byte !== 0);
