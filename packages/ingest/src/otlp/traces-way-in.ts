import { create } from "@bufbuild/protobuf";
import type { Body, WayIn } from "../http/way-in";
import { JSON_TYPE } from "./answer";
import { otherSignalOf } from "./decode/decode-protobuf";
import { ExportTraceServiceResponseSchema } from "./proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import { sentToTheWrongPath, TRACES } from "./signals";
import { dropSpansWithoutIds } from "./spans-without-ids";
import { takeTraces } from "./traces/take-traces";
import { otlpWayIn } from "./way-in";

/** `POST /v1/traces`. */
export const otlpTraces: WayIn = otlpWayIn({
  signal: TRACES,
  response: ExportTraceServiceResponseSchema,
  partialSuccess: (rejectedSpans, errorMessage) =>
    create(ExportTraceServiceResponseSchema, { partialSuccess: { rejectedSpans, errorMessage } }),
  take: async (context, request, body) => {
    const dropped = dropSpansWithoutIds(request);
    const { rejected, messages } = await takeTraces(context, request);
    return {
      rejected: rejected + dropped,
      messages: dropped > 0 ? [...withoutIds(dropped, body), ...messages] : messages,
    };
  },
});

/** Metrics in protobuf read as spans whose ids are the metrics' names. */
function withoutIds(dropped: number, { mediaType, bytes }: Body): string[] {
  const other = mediaType === JSON_TYPE ? undefined : otherSignalOf(TRACES, bytes);
  const spans = `${dropped} ${dropped === 1 ? "span has" : "spans have"} no valid trace id of 16 bytes or span id of 8 bytes.`;
  return other ? [spans, sentToTheWrongPath(other)] : [spans];
}
