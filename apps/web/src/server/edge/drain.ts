import { Server as TcpServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { markDraining } from "./draining";
import type { EdgeServer } from "./edge-server";

/**
 * A busy event loop accepts one connection per turn. Closing the listener resets connections that the
 * kernel has established but the server has not accepted yet, so it goes on accepting for this long.
 */
const ACCEPT_MS = 1_000;
/** How long an idle connection stays open for a request that is already on its way. */
const LINGER_MS = 1_000;

/**
 * Stops accepting connections after a second and lets requests that have begun finish: those that are
 * still arriving, those in flight, and those that were sent on a kept connection before the client
 * could know. Every response from now on closes its connection. Resolves when all are closed.
 */
export async function drain(server: EdgeServer): Promise<void> {
  markDraining(server);
  await sleep(ACCEPT_MS);
  // Node does not count a connection without any request as idle, but its headers can time out.
  server.headersTimeout = LINGER_MS;
  // The `close` of an HTTP server would end idle connections at once.
  const closed = new Promise<unknown>((done) => TcpServer.prototype.close.call(server, done));
  await Promise.race([closed, sleep(LINGER_MS)]);
  const closing = setInterval(() => server.closeIdleConnections(), 100);
  await closed;
  clearInterval(closing);
}
