// The production server: Next behind plain HTTP. Started by `npm start` with an IPC channel, over
// which it says that it is ready and at whose end it leaves; it also runs alone.
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";

const DRAIN_MS = 10_000;
const LAST_TAKEN_MS = 1_000;
const IDLE_CLOSED_EVERY_MS = 100;
// Exporters send every few seconds, some every minute, on a connection that they keep.
const KEEP_ALIVE_MS = 75_000;

const port = Number(process.env.PORT || 3000);
const host = process.env.HOST || "0.0.0.0";
const addresses = host === "localhost" ? ["127.0.0.1", "::1"] : [host];

const app = next({ dev: false, dir: import.meta.dirname, hostname: host, port, quiet: true });
await app.prepare();
const handle = app.getRequestHandler();
const servers = [];

try {
  for (const address of addresses) servers.push(await listen(address));
  process.send?.({ kind: "ready" });
} catch (error) {
  if (!process.send) throw error;
  process.send({ kind: "cannot-listen", code: error.code }, () => process.exit(1));
}

for (const event of ["SIGTERM", "SIGINT", "disconnect"]) process.once(event, leave);

/** A client's own claim of where it comes from is not believed: sign-in is limited by address. */
function answer(request, response) {
  request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "";
  handle(request, response);
}

function listen(address) {
  return new Promise((resolve, reject) => {
    const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, answer);
    server.once("error", (error) => {
      // A machine without IPv6 has 127.0.0.1 only.
      const isMissing = address === "::1" && ["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes(error.code);
      if (isMissing) resolve(undefined);
      else reject(error);
    });
    server.listen(port, address, () => resolve(server));
  });
}

/**
 * Goes on for a second, since a busy loop has not taken up every connection that is made. Then takes no
 * new ones, finishes the answers under way, and leaves after ten seconds at most.
 */
async function leave() {
  setTimeout(() => process.exit(0), DRAIN_MS).unref();
  await sleep(LAST_TAKEN_MS);
  const listening = servers.filter((server) => server !== undefined);
  const closing = listening.map((server) => new Promise((done) => server.close(done)));
  // A connection that is kept alive is not idle until its answer is out.
  setInterval(() => {
    for (const server of listening) server.closeIdleConnections();
  }, IDLE_CLOSED_EVERY_MS);
  await Promise.all(closing);
  await app.close();
  process.exit(0);
}
