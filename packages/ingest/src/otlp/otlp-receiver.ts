import { create, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import type { IngestContext } from "../calls/reported-call";
import type { Body, WayIn } from "../http/endpoint";
import { wayIn } from "../http/endpoint";
import { decodeJson } from "./decode/decode-json";
import { decodeProtobuf } from "./decode/decode-protobuf";
import type { Taken } from "./export-result";
import { answerInKind, JSON_TYPE, PROTOBUF, problemInKind } from "./response";
import type { Signal } from "./signals";

const MIB = 1024 * 1024;

interface SignalWayIn<Request extends DescMessage, Response extends DescMessage> {
  signal: Signal<Request>;
  response: Response;
  /** The success that says what was not taken, and why. */
  partialSuccess(rejected: bigint, errorMessage: string): MessageShape<Response>;
  take(context: IngestContext, request: MessageShape<Request>, body: Body): Promise<Taken> | Taken;
}

/** OTLP over HTTP for one signal: protobuf and JSON, answered in kind. */
export function otlpWayIn<Request extends DescMessage, Response extends DescMessage>({
  signal,
  response,
  partialSuccess,
  take,
}: SignalWayIn<Request, Response>): WayIn {
  return wayIn({
    accepts: [PROTOBUF, JSON_TYPE],
    limits: { sentBytes: 16 * MIB, decodedBytes: 64 * MIB },
    writeProblem: problemInKind,
    take: async (context, body) => {
      const { rejected, messages } = await take(context, decode(signal, body), body);
      const isPartial = rejected > 0 || messages.length > 0;
      const answer = isPartial
        ? partialSuccess(BigInt(rejected), sentences(messages))
        : create(response);
      return answerInKind(200, response, answer, body.mediaType);
    },
  });
}

/** A body of no bytes is an empty request in either. */
function decode<Request extends DescMessage>(
  signal: Signal<Request>,
  body: Body,
): MessageShape<Request> {
  if (body.bytes.length === 0) return create(signal.request);
  return body.mediaType === PROTOBUF ? decodeProtobuf(signal, body) : decodeJson(signal, body);
}

const sentences = (messages: readonly string[]): string => [...new Set(messages)].join(" ");
