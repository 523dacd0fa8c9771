import type { ExportResult } from "../../export-result";
import type { ExportTraceServiceRequest } from "../../proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import type { Span } from "../../proto/generated/opentelemetry/proto/trace/v1/trace_pb";
import { Rejections } from "../../rejections";

const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;

const INVALID_IDS = `a span needs a trace id of ${TRACE_ID_BYTES} bytes and a span id of ${SPAN_ID_BYTES} bytes that are not all zeros`;

/** Removes spans with invalid ids from the request and counts them as rejected. */
export function dropInvalidSpans(request: ExportTraceServiceRequest): ExportResult {
  const rejections = new Rejections();
  for (const { scopeSpans } of request.resourceSpans)
    for (const scope of scopeSpans)
      scope.spans = scope.spans.filter((span) => {
        if (hasValidIds(span)) return true;
        rejections.add(INVALID_IDS);
        return false;
      });
  return rejections.result("span");
}

const hasValidIds = ({ traceId, spanId }: Span): boolean =>
  isValidId(traceId, TRACE_ID_BYTES) && isValidId(spanId, SPAN_ID_BYTES);

const isValidId = (id: Uint8Array, bytes: number): boolean =>
  id.length === bytes && id.some((byte) => byte !== 0);
