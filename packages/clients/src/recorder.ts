import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A request as a client sent it. */
export interface RecordedRequest {
  path: string;
  headers: Record<string, string>;
  body: Buffer<ArrayBuffer>;
}

/** A server that forwards a client's requests to the dashboard's server and records them. */
export interface Recorder {
  url: string;
  requests: readonly RecordedRequest[];
  close(): void;
}

export async function startRecorder(productUrl: string): Promise<Recorder> {
  const requests: RecordedRequest[] = [];
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
    receive(incoming, outgoing).catch((error: unknown) => {
      outgoing.writeHead(502).end(String(error));
    });
  });

  async function receive(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await requestOf(incoming);
    requests.push(request);
    const response = await send(productUrl, request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  }

  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Sends a recorded request to the dashboard's server. */
export const send = (
  productUrl: string,
  { path, headers, body }: RecordedRequest,
): Promise<Response> => fetch(`${productUrl}${path}`, { method: "POST", headers, body });

const KEPT_HEADERS = ["authorization", "content-type", "content-encoding"];

async function requestOf(incoming: IncomingMessage): Promise<RecordedRequest> {
  const headers = Object.entries(incoming.headers).filter(([name]) => KEPT_HEADERS.includes(name));
  return {
    path: incoming.url ?? "/",
    headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
    body: Buffer.from(await buffer(incoming)),
  };
}
