import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";

/** A request as it goes over the wire: nothing of it is encoded, mended or followed. */
export interface Exchange {
  /** GET when absent. */
  method?: string;
  /** With the query, as it stands. */
  path: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Uint8Array;
}

export interface ExchangeAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  ms: number;
}

/** Redirections say a long address twice. */
const maxHeaderSize = 64 * 1024;

const PATIENCE_MS = 30_000;
const AGENT = new Agent({ keepAlive: true, maxSockets: 32, scheduling: "lifo" });

/** The answer, read whole; rejects when the connection is cut or half a minute passes without one. */
export function exchange(
  serverUrl: string,
  { method = "GET", path, headers = {}, body }: Exchange,
  agent = AGENT,
): Promise<ExchangeAnswer> {
  const { hostname, port } = new URL(serverUrl);
  return new Promise((resolve, reject) => {
    const startedAtMs = performance.now();
    const measured = { ...lengthOf(body, headers), ...headers };
    const options = { agent, hostname, port, method, path, headers: measured, maxHeaderSize };
    const asked = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        const ms = performance.now() - startedAtMs;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, ms });
      });
    });
    asked.setTimeout(PATIENCE_MS, () => asked.destroy(new Error("no answer in half a minute")));
    asked.on("error", reject);
    asked.end(body);
  });
}

/** Data instead of a page: Next first sends its client on to an address with a mark of the headers. */
export async function exchangeData(serverUrl: string, request: Exchange): Promise<ExchangeAnswer> {
  const answer = await exchange(serverUrl, request);
  const { location = "" } = answer.headers;
  if (!/[?&]_rsc\b/.test(location)) return answer;
  const { pathname, search } = new URL(location, serverUrl);
  return exchange(serverUrl, { ...request, path: pathname + search });
}

/** Node's client leaves it out for methods that rarely have a body, which then looks like a request. */
const lengthOf = (body: Exchange["body"], headers: OutgoingHttpHeaders): OutgoingHttpHeaders =>
  body === undefined || "transfer-encoding" in headers
    ? {}
    : { "content-length": Buffer.byteLength(body) };
