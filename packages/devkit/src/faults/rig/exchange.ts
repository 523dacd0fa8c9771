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
    const asked = request({ agent, hostname, port, method, path, headers }, (response) => {
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
