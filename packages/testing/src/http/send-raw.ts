import {
  Agent,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  request as sendRequest,
} from "node:http";

/**
 * A request exactly as it is sent over the network. Nothing in it is encoded or corrected, and no
 * redirect is followed.
 */
export interface RawRequest {
  /** The HTTP method; GET when absent. */
  method?: string;
  /** The path with the query string. */
  path: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Uint8Array;
}

export interface RawResponse {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  ms: number;
}

/** The limit for response headers, which is high because a redirect can contain a long URL twice. */
const maxHeaderSize = 64 * 1024;

const TIMEOUT_MS = 30_000;
const AGENT = new Agent({ keepAlive: true, maxSockets: 32, scheduling: "lifo" });

/** Sends the request. Rejects when the connection is lost or nothing arrives for half a minute. */
export function sendRaw(
  serverUrl: string,
  { method = "GET", path, headers = {}, body }: RawRequest,
  agent = AGENT,
): Promise<RawResponse> {
  const { hostname, port } = new URL(serverUrl);
  return new Promise((resolve, reject) => {
    const startedAtMs = performance.now();
    const complete = { ...contentLength(body, headers), ...headers };
    const options = { agent, hostname, port, method, path, headers: complete, maxHeaderSize };
    const sent = sendRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        const ms = performance.now() - startedAtMs;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, ms });
      });
    });
    sent.setTimeout(TIMEOUT_MS, () => sent.destroy(new Error("no response in half a minute")));
    sent.on("error", reject);
    sent.end(body);
  });
}

/**
 * Sends a request for a page's data. Follows the redirect with which Next adds a hash of the headers to
 * the URL.
 */
export async function sendForData(serverUrl: string, request: RawRequest): Promise<RawResponse> {
  const response = await sendRaw(serverUrl, request);
  const { location = "" } = response.headers;
  if (!/[?&]_rsc\b/.test(location)) return response;
  const { pathname, search } = new URL(location, serverUrl);
  return sendRaw(serverUrl, { ...request, path: pathname + search });
}

/** The content length of a body. Node does not add it for methods that rarely have a body. */
const contentLength = (
  body: RawRequest["body"],
  headers: OutgoingHttpHeaders,
): OutgoingHttpHeaders =>
  body === undefined || "transfer-encoding" in headers
    ? {}
    : { "content-length": Buffer.byteLength(body) };
