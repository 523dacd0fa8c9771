import { create } from "@bufbuild/protobuf";
import type { RequestBody } from "../../http/body/request-body";
import type { Endpoint } from "../../http/endpoint";
import { otherSignalOf } from "../decode/decode-protobuf";
import type { ExportResult } from "../export-result";
import { otlpReceiver } from "../otlp-receiver";
import { ExportTraceServiceResponseSchema } from "../proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import { PROTOBUF } from "../response";
import { TRACES, wrongPathMessage } from "../signals";
import { dropInvalidSpans } from "./read/drop-invalid-spans";
import { receiveTraces } from "./receive-traces";

/** The receiver of `POST /v1/traces`. */
export const tracesReceiver: Endpoint = otlpReceiver({
  signal: TRACES,
  response: ExportTraceServiceResponseSchema,
  partialSuccess: (rejectedSpans, errorMessage) =>
    create(ExportTraceServiceResponseSchema, { partialSuccess: { rejectedSpans, errorMessage } }),
  receive: async (context, request, body) => {
    const dropped = dropInvalidSpans(request);
    const received = await receiveTraces(context, request);
    return {
      rejected: dropped.rejected + received.rejected,
      messages: [...dropped.messages, ...(await wrongSignal(dropped, body)), ...received.messages],
    };
  },
});

/**
 * Returns a message for the case that metrics were sent to this path. In protobuf, metrics decode as spans
 * whose ids are the metrics' names, so the ids are invalid.
 */
async function wrongSignal(
  { rejected }: ExportResult,
  { mediaType, bytes }: RequestBody,
): Promise<string[]> {
  if (rejected === 0 || mediaType !== PROTOBUF) return [];
  const other = await otherSignalOf(TRACES, bytes);
  return other ? [wrongPathMessage(other)] : [];
}
