import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";

/** @type {Record<number, keyof typeof TRPC_ERROR_CODES_BY_KEY>} */
const CODES = {
  400: "BAD_REQUEST",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_SUPPORTED",
  408: "TIMEOUT",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  503: "SERVICE_UNAVAILABLE",
};

/**
 * Why a request goes no further: the status, and a sentence for its sender.
 *
 * @typedef {{ status: number, message: string, headers?: Record<string, string> }} Refusal
 */

/**
 * Answers with the refusal, as a procedure's error would read.
 *
 * @param {import("node:http").ServerResponse} response
 * @param {Refusal} refusal
 */
export function refuse(response, { status, message, headers = {} }) {
  const code = CODES[status] ?? "BAD_REQUEST";
  const error = {
    message,
    code: TRPC_ERROR_CODES_BY_KEY[code],
    data: { code, httpStatus: status },
  };
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ error }));
}
