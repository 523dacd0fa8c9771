import { create, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import type { IngestContext } from "../calls/ingest-context";
import type { RequestBody } from "../http/body/request-body";
import { type Endpoint, endpoint } from "../http/endpoint";
import { decodeJson } from "./decode/decode-json";
import { decodeProtobuf } from "./decode/decode-protobuf";
import type { ExportResult } from "./export-result";
import { encodeResponse, JSON_TYPE, otlpProblem, PROTOBUF } from "./response";
import type { Signal } from "./signals";

const MIB = 1024 * 1024;

interface ReceiverOptions<Request extends DescMessage, Response extends DescMessage> {
  signal: Signal<Request>;
  response: Response;
  /** Creates a success response with the number of rejected items and the reasons. */
  partialSuccess(rejected: bigint, errorMessage: string): MessageShape<Response>;
  receive(
    context: IngestContext,
    request: MessageShape<Request>,
    body: RequestBody,
  ): Promise<ExportResult> | ExportResult;
}

/**
 * Creates an OTLP/HTTP receiver for one signal. It accepts protobuf and JSON and responds in the format of
 * the request.
 */
export function otlpReceiver<Request extends DescMessage, Response extends DescMessage>({
  signal,
  response,
  partialSuccess,
  receive,
}: ReceiverOptions<Request, Response>): Endpoint {
  return endpoint({
    accepts: [PROTOBUF, JSON_TYPE],
    limits: { sentBytes: 16 * MIB, decodedBytes: 64 * MIB },
    writeProblem: otlpProblem,
    handle: async (context, body) => {
      const { rejected, messages } = await receive(context, await decode(signal, body), body);
      const isPartial = rejected > 0 || messages.length > 0;
      const output = isPartial
        ? partialSuccess(BigInt(rejected), [...new Set(messages)].join(" "))
        : create(response);
      return encodeResponse(200, response, output, body.mediaType);
    },
  });
}

/** Decodes a request. An empty body is a valid empty request in both formats. */
async function decode<Request extends DescMessage>(
  signal: Signal<Request>,
  body: RequestBody,
): Promise<MessageShape<Request>> {
  if (body.bytes.length === 0) return create(signal.request);
  return body.mediaType === PROTOBUF ? decodeProtobuf(signal, body) : decodeJson(signal, body);
}
