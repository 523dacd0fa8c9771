import { HeldRequest } from "./held-request.mjs";
import { refuse } from "./refuse.mjs";

/** @type {Record<string, import("./refuse.mjs").Refusal>} */
const REFUSALS = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: "The request did not arrive in time." },
  HPE_HEADER_OVERFLOW: { status: 431, message: "The request's headers are too large." },
};
const MALFORMED = { status: 400, message: "The request is malformed." };

/**
 * Answers what is no request, or one that did not arrive, and closes its connection. Where something
 * else is answering already, nothing more can be said.
 *
 * @param {NodeJS.ErrnoException} error
 * @param {import("node:net").Socket} socket
 * @param {import("./answer.mjs").Answer} response
 */
export function answerClientError({ code = "" }, socket, response) {
  const isTaken = socket.writable && (response.socket === socket || assign(response, socket));
  if (code === "ECONNRESET" || !isTaken || response.headersSent) return void socket.destroy();
  response.shouldKeepAlive = false;
  response.once("finish", () => socket.destroySoon());
  refuse(response, REFUSALS[code] ?? MALFORMED);
}

/**
 * An answer to what did not become a request.
 *
 * @param {typeof import("./answer.mjs").Answer} ServerResponse
 * @param {import("node:net").Socket} socket
 */
export const answerToNothing = (ServerResponse, socket) =>
  new ServerResponse(new HeldRequest(socket));

/**
 * Whether the connection is the answer's now: it is not while another answer has it.
 *
 * @param {import("./answer.mjs").Answer} response
 * @param {import("node:net").Socket} socket
 */
function assign(response, socket) {
  try {
    response.assignSocket(socket);
    return true;
  } catch {
    return false;
  }
}
