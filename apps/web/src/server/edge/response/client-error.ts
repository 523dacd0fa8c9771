import type { Socket } from "node:net";
import type { EdgeResponse } from "./edge-response";
import { type HttpError, sendError } from "./http-error";

const ERRORS: Readonly<Record<string, HttpError>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: "The request did not arrive in time." },
  HPE_HEADER_OVERFLOW: { status: 431, message: "The request's headers are too large." },
};
const MALFORMED: HttpError = { status: 400, message: "The request is malformed." };

/**
 * Answers a request that Node could not parse or that did not arrive completely, and closes the
 * connection. When the connection is already in use by another response, it only closes the
 * connection.
 */
export function sendClientError(
  { code = "" }: NodeJS.ErrnoException,
  socket: Socket,
  response: EdgeResponse,
): void {
  const isAssigned = socket.writable && (response.socket === socket || assign(response, socket));
  if (code === "ECONNRESET" || !isAssigned || response.headersSent) return void socket.destroy();
  response.shouldKeepAlive = false;
  response.once("finish", () => socket.destroySoon());
  sendError(response, ERRORS[code] ?? MALFORMED);
}

/**
 * Assigns the response to the connection. Returns false when another response is using the connection,
 * because Node then throws.
 */
function assign(response: EdgeResponse, socket: Socket): boolean {
  try {
    response.assignSocket(socket);
    return true;
  } catch {
    return false;
  }
}
