import { createServer } from "node:http";
import type { BlockList, Socket } from "node:net";
import { BufferedRequest } from "./request/buffered-request";
import { clientAddress } from "./request/client-address";
import { crossSiteError } from "./request/cross-site-request";
import { setForwardedHeaders } from "./request/forwarded-headers";
import { formError, routerStateError } from "./request/framework-input";
import { isIngestTarget, targetError } from "./request/request-target";
import { sendClientError } from "./response/client-error";
import { EdgeResponse, HttpsEdgeResponse } from "./response/edge-response";
import { type HttpError, sendError } from "./response/http-error";
import { trackInFlight } from "./response/in-flight";

/** For every request that is authenticated by a cookie; ingest endpoints have limits of their own. */
const MAX_BODY_BYTES = 1024 * 1024;
// Exporters send every few seconds, some every minute, on a connection that they keep open.
const KEEP_ALIVE_MS = 75_000;
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** How often Node looks for connections that exceed these two. */
const TIMEOUT_CHECK_MS = 1_000;

const TOO_LARGE: HttpError = { status: 413, message: "A body may have 1 MiB." };
const OVERLOADED: HttpError = {
  status: 503,
  message: "The server is overloaded. Send this again in a moment.",
};

export type EdgeServer = ReturnType<typeof createEdgeServer>;

interface EdgeServerOptions {
  /** Handles the requests that are let through. */
  handle: (request: BufferedRequest, response: EdgeResponse) => unknown;
  /** The origin that people use. */
  publicUrl: string;
  /** Null when there are none. */
  trustedProxies: BlockList | null;
}

/**
 * Creates the HTTP server in front of Next. It sees every request first: it refuses what no route
 * should see, buffers small bodies, passes on who sent the request and under which id, and gives every
 * response its headers.
 */
export function createEdgeServer({ handle, publicUrl, trustedProxies }: EdgeServerOptions) {
  const ServerResponse = publicUrl.startsWith("https:") ? HttpsEdgeResponse : EdgeResponse;
  /** Responses to requests that are still arriving, by connection. */
  const arriving = new WeakMap<Socket, EdgeResponse>();
  const server = createServer(
    {
      IncomingMessage: BufferedRequest,
      ServerResponse,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    },
    async (request, response) => {
      arriving.set(request.socket, response);
      const error = await requestError(request, response, publicUrl);
      arriving.delete(request.socket);
      // What followed on the connection was not a request, and the client error was sent in its place.
      if (response.headersSent) return;
      if (error) return sendError(response, error);
      setForwardedHeaders(request, response, clientAddress(request, trustedProxies));
      trackInFlight(response);
      handle(request, response);
    },
  );
  server.on("clientError", (error, stream) => {
    const socket = stream as Socket;
    const response = arriving.get(socket) ?? new ServerResponse(new BufferedRequest(socket));
    sendClientError(error, socket, response);
  });
  return server;
}

async function requestError(
  request: BufferedRequest,
  response: EdgeResponse,
  publicUrl: string,
): Promise<HttpError | null> {
  const { url = "", method = "" } = request;
  const error = targetError(url, method) ?? routerStateError(request.headers);
  if (error || isIngestTarget(url)) return error;
  return crossSiteError(request, publicUrl) ?? (await bodyError(request, response));
}

async function bodyError(
  request: BufferedRequest,
  response: EdgeResponse,
): Promise<HttpError | null> {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (Number(length) > MAX_BODY_BYTES) return TOO_LARGE;
  if (!Number(length) && encoding === undefined) return formError(request);
  response.once("close", () => request.release());
  const arrival = await request.buffer(MAX_BODY_BYTES);
  if (arrival === "too-large") return TOO_LARGE;
  return arrival === "overloaded" ? OVERLOADED : formError(request);
}
