import { Server as TcpServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { markDraining } from "./draining";
import type { EdgeServer } from "./edge-server";

/**
 * The time for which the server continues to accept connections. Closing the listener resets
 * connections that the kernel has established but Node has not accepted yet, and a busy event loop
 * accepts only one connection in each iteration.
 */
const ACCEPT_MS = 1_000;
/** How long an idle connection stays open for a request that is already on its way. */
const LINGER_MS = 1_000;

/**
 * Shuts the server down without losing requests. It stops accepting connections after a second. It
 * completes requests that are still arriving or in progress, and requests that a client sends on an
 * open connection before it knows of the shutdown. Every response from now on closes its connection.
 * Resolves when all connections are closed.
 */
export async function drain(server: EdgeServer): Promise<void> {
  markDraining(server);
  await sleep(ACCEPT_MS);
  // Node does not treat a connection without any request as idle, so a short headers timeout closes it.
  server.headersTimeout = LINGER_MS;
  // The `close` method of an HTTP server would end idle connections immediately, so this calls the TCP
  // server's method.
  const closed = new Promise<unknown>((done) => TcpServer.prototype.close.call(server, done));
  await Promise.race([closed, sleep(LINGER_MS)]);
  const closing = setInterval(() => server.closeIdleConnections(), 100);
  await closed;
  clearInterval(closing);
}
