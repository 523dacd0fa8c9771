import { schemaRef } from "./schemas";
import type { MediaType, ResponseObject } from "./types";

export const HEADERS = {
  RequestId: {
    description: "The id of the request, to quote when you report a problem.",
    schema: { type: "string", format: "uuid" },
  },
  RetryAfter: {
    description: "The number of seconds to wait before sending the request again.",
    schema: { type: "integer", minimum: 1 },
  },
  WwwAuthenticate: {
    description: "How to authenticate: `Bearer`.",
    schema: { type: "string" },
  },
  Allow: { description: "The method to use.", schema: { type: "string" } },
  Accept: {
    description: "The accepted content types, when the request had another one.",
    schema: { type: "string" },
  },
  AcceptEncoding: {
    description: "The accepted content encodings, when the request had another one.",
    schema: { type: "string" },
  },
};

type HeaderName = keyof typeof HEADERS;

const FIELD_NAMES: Record<HeaderName, string> = {
  RequestId: "x-request-id",
  RetryAfter: "retry-after",
  WwwAuthenticate: "www-authenticate",
  Allow: "allow",
  Accept: "accept",
  AcceptEncoding: "accept-encoding",
};

/** Creates a response with headers. Every response has the `x-request-id` header. */
export const responseWith = (
  description: string,
  content: Record<string, MediaType>,
  headers: readonly HeaderName[] = [],
): ResponseObject => ({
  description,
  headers: Object.fromEntries(
    ["RequestId" as const, ...headers].map((name) => [
      FIELD_NAMES[name],
      { $ref: `#/components/headers/${name}` },
    ]),
  ),
  content,
});

/** The error responses that every endpoint can send, in the format of its protocol. */
export const problemResponses = (
  content: Record<string, MediaType>,
): Record<string, ResponseObject> => ({
  400: responseWith("The body cannot be read. Do not send it again.", content),
  401: responseWith(
    "The key is missing, invalid or revoked. The response is the same for all three.",
    content,
    ["WwwAuthenticate"],
  ),
  405: responseWith("Usage is sent with POST.", content, ["Allow"]),
  413: responseWith("The body is too large. Send it in smaller parts.", content),
  415: responseWith("The content type or content encoding is not accepted.", content, [
    "Accept",
    "AcceptEncoding",
  ]),
  429: responseWith("The key has reached its limit of requests per minute.", content, [
    "RetryAfter",
  ]),
  500: responseWith(
    "An error of the server. Sending the request again counts nothing twice.",
    content,
  ),
  503: responseWith(
    "The server cannot handle the request now. Sending it again counts nothing twice.",
    content,
    ["RetryAfter"],
  ),
});

export const jsonProblems = problemResponses({
  "application/json": { schema: schemaRef("Problem") },
});
