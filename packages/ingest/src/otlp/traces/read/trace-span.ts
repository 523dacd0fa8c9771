import { hexOf } from "../../logs/content-key";
import type { ExportTraceServiceRequest } from "../../proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import {
  type Span,
  Status_StatusCode,
} from "../../proto/generated/opentelemetry/proto/trace/v1/trace_pb";
import { Attributes } from "../../semconv/attributes";
import { instantOf } from "../../unix-nano";
import { roleOf, type SpanRole } from "./span-role";

/** What is read of a span and of what stands around it; its events and its status's message are not. */
export interface ReadSpan {
  /** 32 hexadecimal digits, lower case. */
  traceId: string;
  /** 16 hexadecimal digits, lower case. */
  spanId: string;
  /** Null for a trace's root. */
  parentSpanId: string | null;
  name: string;
  /** Of the instrumentation; empty when it has none. */
  scope: { name: string; version: string };
  serviceName: string | null;
  attributes: Attributes;
  isFailed: boolean;
  /** Its end, else its start, cut to milliseconds; null when it says neither. */
  endedAt: Date | null;
}

export interface TraceSpan extends ReadSpan {
  role: SpanRole;
}

/** The request's spans, in the order of the request. Their ids are those that the protocol allows. */
export function* traceSpansOf(request: ExportTraceServiceRequest): Iterable<TraceSpan> {
  for (const { resource, scopeSpans } of request.resourceSpans) {
    const serviceName = new Attributes(resource?.attributes).text("service.name");
    for (const { scope, spans } of scopeSpans) {
      const emitter = {
        scope: { name: scope?.name ?? "", version: scope?.version ?? "" },
        serviceName,
      };
      for (const span of spans) {
        const read = { ...ownOf(span), ...emitter };
        yield { ...read, role: roleOf(read) };
      }
    }
  }
}

const ownOf = (span: Span): Omit<ReadSpan, "scope" | "serviceName"> => ({
  traceId: Buffer.from(span.traceId).toString("hex"),
  spanId: Buffer.from(span.spanId).toString("hex"),
  parentSpanId: hexOf(span.parentSpanId),
  name: span.name,
  attributes: new Attributes(span.attributes),
  isFailed: span.status?.code === Status_StatusCode.ERROR,
  endedAt: instantOf(span.endTimeUnixNano) ?? instantOf(span.startTimeUnixNano),
});
