import { schemaRef } from "./schemas";
import type { Answer, MediaType } from "./types";

export const HEADERS = {
  RequestId: {
    description: "The request's id, to name it by when something went wrong.",
    schema: { type: "string", format: "uuid" },
  },
  RetryAfter: {
    description: "After how many seconds to send it again.",
    schema: { type: "integer", minimum: 1 },
  },
  WwwAuthenticate: {
    description: "How to authenticate: `Bearer`.",
    schema: { type: "string" },
  },
  Allow: { description: "The method that is taken.", schema: { type: "string" } },
  Accept: {
    description: "The content types that are taken, when it was none of them.",
    schema: { type: "string" },
  },
  AcceptEncoding: {
    description: "The content encodings that are taken, when it was none of them.",
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

/** An answer with its headers; each has the request's id. */
export const answerOf = (
  description: string,
  content: Record<string, MediaType>,
  headers: readonly HeaderName[] = [],
): Answer => ({
  description,
  headers: Object.fromEntries(
    ["RequestId" as const, ...headers].map((name) => [
      FIELD_NAMES[name],
      { $ref: `#/components/headers/${name}` },
    ]),
  ),
  content,
});

/** What any way in answers when it takes nothing, in the words of its protocol. */
export const problemAnswers = (content: Record<string, MediaType>): Record<string, Answer> => ({
  400: answerOf("The body cannot be read. Sending it again does not help.", content),
  401: answerOf("The key is missing, not valid or revoked: they are answered alike.", content, [
    "WwwAuthenticate",
  ]),
  405: answerOf("Usage is sent with POST.", content, ["Allow"]),
  413: answerOf("The body is too large. Send it in smaller parts.", content),
  415: answerOf("The content type or content encoding is not one of those taken.", content, [
    "Accept",
    "AcceptEncoding",
  ]),
  429: answerOf("The key has sent its requests of the minute.", content, ["RetryAfter"]),
  500: answerOf("A fault of the server. Nothing is counted twice when it is sent again.", content),
  503: answerOf(
    "The server cannot take it now. Nothing is counted twice when it is sent again.",
    content,
    ["RetryAfter"],
  ),
});

export const jsonProblems = problemAnswers({
  "application/json": { schema: schemaRef("Problem") },
});
