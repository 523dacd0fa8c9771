import { create } from "@bufbuild/protobuf";
import type { RequestBody } from "../../http/body/request-body";
import type { Endpoint } from "../../http/endpoint";
import { otherSignalOf } from "../decode/decode-protobuf";
import type { ExportResult } from "../export-result";
import { otlpReceiver } from "../otlp-receiver";
import { ExportTraceServiceResponseSchema } from "../proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import { PROTOBUF } from "../response";
import { sentToTheWrongPath, TRACES } from "../signals";
import { dropSpansWithoutIds } from "./read/drop-invalid-spans";
import { receiveTraces } from "./receive-traces";

/** `POST /v1/traces`. */
export const tracesReceiver: Endpoint = otlpReceiver({
  signal: TRACES,
  response: ExportTraceServiceResponseSchema,
  partialSuccess: (rejectedSpans, errorMessage) =>
    create(ExportTraceServiceResponseSchema, { partialSuccess: { rejectedSpans, errorMessage } }),
  take: async (context, request, body) => {
    const dropped = dropSpansWithoutIds(request);
    const taken = await receiveTraces(context, request);
    return {
      rejected: dropped.rejected + taken.rejected,
      messages: [...dropped.messages, ...whatElse(dropped, body), ...taken.messages],
    };
  },
});

/** Metrics in protobuf read as spans whose ids are the metrics' names. */
function whatElse({ rejected }: ExportResult, { mediaType, bytes }: RequestBody): string[] {
  const other = rejected > 0 && mediaType === PROTOBUF && otherSignalOf(TRACES, bytes);
  return other ? [sentToTheWrongPath(other)] : [];
}
