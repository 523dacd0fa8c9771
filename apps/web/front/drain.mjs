import { Server as TcpServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { tellOfLeaving } from "./leaving.mjs";

/** Connections that are made already are taken up one a turn of a busy loop; closing would reset them. */
const TAKEN_UP_WITHIN_MS = 1_000;
/** How long a quiet connection is kept for a request that is on its way already. */
const LINGER_MS = 1_000;

/**
 * Goes on for a second, then takes no new connections and lets what has begun come to its end: a request whose head or body is
 * still arriving, an answer under way, and on connections that were kept what was sent before its
 * sender could know. Every answer from now on closes its connection. Resolves when the last is closed.
 *
 * @param {ReturnType<typeof import("./front-server.mjs").createFrontServer>} server
 */
export async function drain(server) {
  tellOfLeaving(server);
  await sleep(TAKEN_UP_WITHIN_MS);
  // A connection on which nobody has asked yet is not quiet to Node, but one whose head is late.
  server.headersTimeout = LINGER_MS;
  // An HTTP server's own `close` would end the quiet connections at once.
  const closed = new Promise((done) => TcpServer.prototype.close.call(server, done));
  await Promise.race([closed, sleep(LINGER_MS)]);
  const closing = setInterval(() => server.closeIdleConnections(), 100);
  await closed;
  clearInterval(closing);
}
