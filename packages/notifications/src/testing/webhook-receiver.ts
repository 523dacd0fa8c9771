import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface ReceivedRequest {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface WebhookReceiver {
  /** The address of the receiver, without a path. */
  url: string;
  /** The requests that have arrived, whatever they were answered. */
  received: ReceivedRequest[];
  /** The largest number of requests that waited for an answer at the same time. */
  mostWaiting(): number;
  close(): Promise<void>;
}

/** Answers one request. It answers nothing when the receiver is to hang. */
export type Answer = (response: ServerResponse, request: ReceivedRequest) => void;

/** Starts an HTTP server in this process that receives webhooks, and accepts them by default. */
export async function startWebhookReceiver(
  answer: Answer = (response) => void response.writeHead(204).end(),
): Promise<WebhookReceiver> {
  const received: ReceivedRequest[] = [];
  let waiting = 0;
  let most = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url: path, headers } = request;
    const one = { method, path, headers, body: Buffer.concat(chunks).toString("utf8") };
    received.push(one);
    waiting += 1;
    most = Math.max(most, waiting);
    // Also when the sender has given up.
    response.once("close", () => {
      waiting -= 1;
    });
    answer(response, one);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    mostWaiting: () => most,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
