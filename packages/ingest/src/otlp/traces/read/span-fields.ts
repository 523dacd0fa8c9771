import { hexId } from "../../hex-id";
import type { ExportTraceServiceRequest } from "../../proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import {
  type Span,
  Status_StatusCode,
} from "../../proto/generated/opentelemetry/proto/trace/v1/trace_pb";
import { Attributes } from "../../semconv/attributes";
import { instantOf } from "../../unix-nano";

/** The fields of a span that are read. Links, the status message and the contents of events are not read. */
export interface SpanFields {
  /** The trace id: 32 lower-case hexadecimal digits. */
  traceId: string;
  /** The span id: 16 lower-case hexadecimal digits. */
  spanId: string;
  /** The id of the parent span; null for the root of a trace. */
  parentSpanId: string | null;
  name: string;
  /** The instrumentation scope; its name and version are empty when the span has no scope. */
  scope: { name: string; version: string };
  serviceName: string | null;
  attributes: Attributes;
  isFailed: boolean;
  /**
   * Whether the span has an event for an exception. The exception may have been caught by the span above.
   */
  hasException: boolean;
  /** The span's end, or its start when it has no end, cut to milliseconds; null when it has neither. */
  endedAt: Date | null;
}

/** The fields of a request's spans, in order. */
export function* spanFieldsIn(request: ExportTraceServiceRequest): Iterable<SpanFields> {
  for (const { resource, scopeSpans } of request.resourceSpans) {
    const serviceName = new Attributes(resource?.attributes).text("service.name");
    for (const { scope, spans } of scopeSpans) {
      const origin = {
        scope: { name: scope?.name ?? "", version: scope?.version ?? "" },
        serviceName,
      };
      for (const span of spans) yield { ...fieldsOf(span), ...origin };
    }
  }
}

const fieldsOf = (span: Span): Omit<SpanFields, "scope" | "serviceName"> => ({
  traceId: Buffer.from(span.traceId).toString("hex"),
  spanId: Buffer.from(span.spanId).toString("hex"),
  parentSpanId: hexId(span.parentSpanId),
  name: span.name,
  attributes: new Attributes(span.attributes),
  isFailed: span.status?.code === Status_StatusCode.ERROR,
  hasException: span.events.some(({ name }) => name === "exception"),
  endedAt: instantOf(span.endTimeUnixNano) ?? instantOf(span.startTimeUnixNano),
});
