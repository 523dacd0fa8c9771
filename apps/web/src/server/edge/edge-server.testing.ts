import { once } from "node:events";
import { type AddressInfo, BlockList, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect } from "vitest";
import { createEdgeServer, type EdgeServer } from "./edge-server";

type Handle = Parameters<typeof createEdgeServer>[0]["handle"];

const PUBLIC_URL = "http://cost.example.com";
export const KIB = 1024;
/** The size limit of the body of a procedure call. */
export const MOST_BYTES = 64 * KIB;

/** The lines of a request that ends its connection. */
export const CLOSE = "Host: cost.example.com\nConnection: close";
export const JSON_POST = `${CLOSE}\nContent-Type: application/json`;
/** A request that keeps its connection open. */
export const KEPT = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";

/** A request with a body of a single chunk. */
export const chunked = (bytes: number, path = "/api/trpc/x") =>
  `POST ${path} HTTP/1.1\r\n${JSON_POST.replaceAll("\n", "\r\n")}\r\nTransfer-Encoding: chunked\r\n\r\n${bytes.toString(16)}\r\n${"a".repeat(bytes)}\r\n0\r\n\r\n`;

/** The headers of every response. */
export const HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": expect.stringContaining("camera=()"),
  "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
  "cache-control": "no-store",
  "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
};

interface ReceivedResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** All responses that arrive on a connection until it ends. */
export async function responsesOn(socket: Socket): Promise<ReceivedResponse[]> {
  const received = await text(socket);
  return received
    .split(/(?=HTTP\/1\.1 \d)/)
    .filter((part) => part !== "")
    .map((part) => {
      const [head = "", body = ""] = part.split("\r\n\r\n", 2);
      const [line = "", ...fields] = head.split("\r\n");
      const headers = fields.map((field): [string, string] => {
        const [name = "", ...value] = field.split(": ");
        return [name.toLowerCase(), value.join(": ")];
      });
      return { status: Number(line.split(" ")[1]), headers: Object.fromEntries(headers), body };
    });
}

interface OpenOptions {
  publicUrl?: string;
  trustedProxy?: string;
  maxConnections?: number;
}

/** Prepares a suite that sends raw requests to an edge server, which each test opens. */
export function edgeSuite() {
  let port = 0;
  let close = () => {};
  const edge = {
    /** The bodies of the requests that reached the handler. */
    handled: [] as string[],
    handle: (() => {}) as Handle,
    open,
    dial,
    send,
  };
  beforeEach(() => {
    edge.handled = [];
    edge.handle = async (request, response) => {
      edge.handled.push(await text(request));
      response.end("handled");
    };
  });
  afterEach(() => close());

  async function open({ trustedProxy, ...options }: OpenOptions = {}): Promise<EdgeServer> {
    const trustedProxies = trustedProxy === undefined ? null : new BlockList();
    trustedProxies?.addAddress(trustedProxy ?? "");
    const server = createEdgeServer({
      handle: (request, response) => edge.handle(request, response),
      publicUrl: PUBLIC_URL,
      allowedHosts: [],
      trustedProxies,
      ...options,
    });
    close = () => {
      server.closeAllConnections();
      server.close();
    };
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
    return server;
  }

  function dial(localAddress?: string): Socket {
    const socket = connect({ port, host: "127.0.0.1", ...(localAddress && { localAddress }) });
    return socket.on("error", () => {});
  }

  async function send(lines: string, body = ""): Promise<ReceivedResponse> {
    const socket = dial();
    socket.write(`${lines.trim().replaceAll("\n", "\r\n")}\r\n\r\n${body}`);
    const [response = { status: 0, headers: {}, body: "" }] = await responsesOn(socket);
    return response;
  }
  return edge;
}
