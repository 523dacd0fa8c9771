import type { ExportTraceServiceRequest } from "../../proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import { agentNameOf } from "./agent-name";
import { type SpanFields, spanFieldsIn } from "./span-fields";
import { reportsUsage, roleOf, type SpanRole } from "./span-role";

/** A span with the values that were read from its attributes. */
export interface TraceSpan extends SpanFields {
  role: SpanRole;
  /** The agent that the span itself names; null when the span names no agent. */
  agentName: string | null;
  /** Whether the span has token counts, for any role. */
  reportsUsage: boolean;
}

/** The spans of a request, in order. Their ids must be valid, so call `dropInvalidSpans` first. */
export function* readSpans(request: ExportTraceServiceRequest): Iterable<TraceSpan> {
  for (const fields of spanFieldsIn(request)) {
    const role = roleOf(fields);
    yield {
      ...fields,
      role,
      agentName: agentNameOf(fields, role),
      reportsUsage: reportsUsage(fields.attributes),
    };
  }
}
