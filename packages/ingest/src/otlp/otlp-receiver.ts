import { create, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import type { IngestContext } from "../calls/ingest-context";
import type { RequestBody } from "../http/body/request-body";
import type { Endpoint } from "../http/endpoint";
import { endpoint } from "../http/endpoint";
import { decodeJson } from "./decode/decode-json";
import { decodeProtobuf } from "./decode/decode-protobuf";
import type { ExportResult } from "./export-result";
import { encodeResponse, JSON_TYPE, otlpProblem, PROTOBUF } from "./response";
import type { Signal } from "./signals";

const MIB = 1024 * 1024;

interface SignalReceiver<Request extends DescMessage, Response extends DescMessage> {
  signal: Signal<Request>;
  response: Response;
  /** The success that says what was not taken, and why. */
  partialSuccess(rejected: bigint, errorMessage: string): MessageShape<Response>;
  take(
    context: IngestContext,
    request: MessageShape<Request>,
    body: RequestBody,
  ): Promise<ExportResult> | ExportResult;
}

/** OTLP over HTTP for one signal: protobuf and JSON, answered in kind. */
export function otlpReceiver<Request extends DescMessage, Response extends DescMessage>({
  signal,
  response,
  partialSuccess,
  take,
}: SignalReceiver<Request, Response>): Endpoint {
  return endpoint({
    accepts: [PROTOBUF, JSON_TYPE],
    limits: { sentBytes: 16 * MIB, decodedBytes: 64 * MIB },
    writeProblem: otlpProblem,
    handle: async (context, body) => {
      const { rejected, messages } = await take(context, decode(signal, body), body);
      const isPartial = rejected > 0 || messages.length > 0;
      const answer = isPartial
        ? partialSuccess(BigInt(rejected), sentences(messages))
        : create(response);
      return encodeResponse(200, response, answer, body.mediaType);
    },
  });
}

/** A body of no bytes is an empty request in either. */
function decode<Request extends DescMessage>(
  signal: Signal<Request>,
  body: RequestBody,
): MessageShape<Request> {
  if (body.bytes.length === 0) return create(signal.request);
  return body.mediaType === PROTOBUF ? decodeProtobuf(signal, body) : decodeJson(signal, body);
}

const sentences = (messages: readonly string[]): string => [...new Set(messages)].join(" ");
