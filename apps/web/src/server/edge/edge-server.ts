import { createServer } from "node:http";
import type { Socket } from "node:net";
import { addressGroup } from "@ai-cost/fairness";
import { readInSlices, stopReading } from "./connection/read-in-slices";
import { shareConnections } from "./connection/share-connections";
import { admissionError } from "./request/admission";
import { maxBodyBytes } from "./request/body-limits";
import { BufferedRequest } from "./request/buffered-request";
import { clientAddress } from "./request/client-address";
import { crossSiteError } from "./request/cross-site-request";
import { setForwardedHeaders } from "./request/forwarded-headers";
import {
  bodyContentError,
  forwardedActionError,
  routerStateError,
} from "./request/framework-input";
import { type HostSettings, hostError, requestHosts } from "./request/request-host";
import { isIngestTarget, isUploadTarget, targetError } from "./request/request-target";
import { sendClientError } from "./response/client-error";
import { EdgeResponse, HttpsEdgeResponse } from "./response/edge-response";
import { type HttpError, sendError } from "./response/http-error";
import { trackInFlight } from "./response/in-flight";

// An idle connection stays open for 75 seconds, because some exporters send only once a minute on the same
// connection.
const KEEP_ALIVE_MS = 75_000;
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** A large file can take several minutes over a slow line. */
const UPLOAD_TIMEOUT_MS = 15 * 60_000;
/** Less than the number of files that a process may open everywhere. */
const MAX_CONNECTIONS = 2_000;
/** How often Node looks for requests that exceed the headers or request timeout. */
const TIMEOUT_CHECK_MS = 1_000;

/** The connection is closed, because its client sends slowly. */
const OVERLOADED: HttpError = {
  status: 503,
  message: "The server is receiving too much data from your address. Send this again in a moment.",
  headers: { connection: "close" },
};
/** The error with which Node itself ends a request that does not arrive in time. */
const TIMEOUT = Object.assign(new Error("request timeout"), { code: "ERR_HTTP_REQUEST_TIMEOUT" });

export type EdgeServer = ReturnType<typeof createEdgeServer>;

interface EdgeServerOptions extends HostSettings {
  /** Handles the requests that the edge server accepts. */
  handle: (request: BufferedRequest, response: EdgeResponse) => unknown;
  /** How many connections are open at the same time. */
  maxConnections?: number;
}

/**
 * Creates the HTTP server in front of Next. It refuses invalid and cross-site requests, buffers small
 * bodies, adds headers with the client's address and the request id, and sets the common headers of
 * every response.
 */
export function createEdgeServer({
  handle,
  maxConnections = MAX_CONNECTIONS,
  ...hostSettings
}: EdgeServerOptions) {
  const { publicUrl, trustedProxies } = hostSettings;
  const ServerResponse = publicUrl.startsWith("https:") ? HttpsEdgeResponse : EdgeResponse;
  /** For each connection, the response to the request that is still arriving. */
  const arriving = new WeakMap<Socket, EdgeResponse>();
  /** For each connection, the response to its last request. */
  const last = new WeakMap<Socket, EdgeResponse>();
  const server = createServer(
    {
      IncomingMessage: BufferedRequest,
      ServerResponse,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: UPLOAD_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    },
    async (request, response) => {
      // A response without a socket waits for that to an earlier request.
      if (response.socket === null) {
        endPipeline(request.socket, last.get(request.socket));
        last.delete(request.socket);
        return;
      }
      last.set(request.socket, response);
      arriving.set(request.socket, response);
      if (!isUploadTarget(request.url ?? ""))
        limitArrival(request, response, () => server.emit("clientError", TIMEOUT, request.socket));
      const address = clientAddress(request, trustedProxies);
      const error = await requestError(request, response, { ...hostSettings, address });
      arriving.delete(request.socket);
      // Malformed data followed the request on the connection, and `sendClientError` has already answered.
      if (response.headersSent) return;
      if (error) return sendError(response, error);
      const refusal = await admissionError(request, response, address);
      if (response.headersSent || response.closed) return;
      if (refusal) return sendError(response, refusal);
      setForwardedHeaders(request, response, address);
      trackInFlight(response);
      handle(request, response);
    },
  );
  server.on("connection", shareConnections(maxConnections));
  server.on("connection", readInSlices);
  server.on("clientError", (error, stream) => {
    const socket = stream as Socket;
    const response = arriving.get(socket) ?? new ServerResponse(new BufferedRequest(socket));
    sendClientError(error, socket, response);
  });
  return server;
}

/**
 * Ends a connection on which a client sends requests without waiting for responses, after the response to the
 * first one. Clients may not rely on the others and send them again. No browser and no exporter sends so, and
 * nothing else limits how many requests one client sends.
 */
function endPipeline(socket: Socket, current: EdgeResponse | undefined): void {
  if (!current) return;
  stopReading(socket);
  current.shouldKeepAlive = false;
  current.once("finish", () => socket.destroySoon());
}

async function requestError(
  request: BufferedRequest,
  response: EdgeResponse,
  { address, ...hostSettings }: HostSettings & { address: string },
): Promise<HttpError | null> {
  const { url = "", method = "" } = request;
  const error =
    hostError(request, hostSettings) ??
    targetError(url, method) ??
    routerStateError(request.headers) ??
    forwardedActionError(request.headers);
  if (error || isIngestTarget(url)) return error;
  const { publicUrl, trustedProxies } = hostSettings;
  const crossSite = crossSiteError(request, publicUrl, requestHosts(request, trustedProxies));
  if (crossSite || isUploadTarget(url)) return crossSite;
  return bodyError(request, response, addressGroup(address));
}

/**
 * Ends a request whose body has not arrived in time, in the way in which Node ends one. Node itself has
 * only one limit for all requests of a server, which is the longer one of uploads.
 */
function limitArrival(
  request: BufferedRequest,
  response: EdgeResponse,
  onTimeout: () => void,
): void {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (!Number(length) && encoding === undefined) return;
  const timer = setTimeout(() => {
    if (!request.complete) onTimeout();
  }, REQUEST_TIMEOUT_MS);
  response.once("close", () => clearTimeout(timer));
}

async function bodyError(
  request: BufferedRequest,
  response: EdgeResponse,
  party: string,
): Promise<HttpError | null> {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  const maxBytes = maxBodyBytes(request.url ?? "");
  if (Number(length) > maxBytes) return tooLarge(maxBytes);
  if (!Number(length) && encoding === undefined) return bodyContentError(request);
  response.once("close", () => request.release());
  const arrival = await request.buffer(maxBytes, party);
  if (arrival === "too-large") return tooLarge(maxBytes);
  return arrival === "overloaded" ? OVERLOADED : bodyContentError(request);
}

const tooLarge = (maxBytes: number): HttpError => ({
  status: 413,
  message: `A body may have ${maxBytes / 1024} KiB here.`,
});
