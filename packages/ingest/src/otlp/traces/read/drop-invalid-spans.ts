import type { ExportResult } from "../../export-result";
import type { ExportTraceServiceRequest } from "../../proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import type { Span } from "../../proto/generated/opentelemetry/proto/trace/v1/trace_pb";
import { Rejections } from "../../rejections";

const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;

const REASON = `a span has a trace id of ${TRACE_ID_BYTES} bytes and a span id of ${SPAN_ID_BYTES}, not all zeros`;

/** Takes the spans that the protocol does not allow out of the request. */
export function dropSpansWithoutIds(request: ExportTraceServiceRequest): ExportResult {
  const refusals = new Rejections();
  for (const { scopeSpans } of request.resourceSpans)
    for (const scope of scopeSpans)
      scope.spans = scope.spans.filter((span) => {
        if (hasIds(span)) return true;
        refusals.add(REASON);
        return false;
      });
  return refusals.taken("span");
}

const hasIds = ({ traceId, spanId }: Span): boolean =>
  isId(traceId, TRACE_ID_BYTES) && isId(spanId, SPAN_ID_BYTES);

const isId = (id: Uint8Array, bytes: number): boolean =>
  id.length === bytes && id.some((byte) => byte !== 0);
