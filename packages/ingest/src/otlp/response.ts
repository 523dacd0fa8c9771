import { create, type DescMessage, type MessageShape, toBinary, toJson } from "@bufbuild/protobuf";
import { StatusSchema } from "./proto/generated/google/rpc/status_pb";

export const PROTOBUF = "application/x-protobuf";
export const JSON_TYPE = "application/json";

/** The gRPC code of each HTTP status. */
const GRPC_CODES: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  404: 5,
  405: 12,
  413: 8,
  415: 3,
  429: 8,
  500: 13,
  503: 14,
};
const UNKNOWN = 2;

/** Encodes a message in the request's media type, or in JSON when that media type is not an OTLP format. */
export function encodeResponse<Schema extends DescMessage>(
  status: number,
  schema: Schema,
  message: MessageShape<Schema>,
  mediaType: string | null,
): Response {
  if (mediaType !== PROTOBUF) return Response.json(toJson(schema, message), { status });
  const headers = { "content-type": PROTOBUF };
  return new Response(new Uint8Array(toBinary(schema, message)), { status, headers });
}

/** An error as OTLP defines it: a `google.rpc.Status`. */
export function otlpProblem(status: number, message: string, mediaType: string | null): Response {
  const body = create(StatusSchema, { code: GRPC_CODES[status] ?? UNKNOWN, message });
  return encodeResponse(status, StatusSchema, body, mediaType);
}
