// Runs the production server: Next behind the edge server. `npm start` forks the bundle of this file with
// an IPC channel. The server reports on the channel that it listens, and shuts down when the channel
// closes.
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "@ai-cost/domain";
import next from "next";
import { environment } from "../../env";
import { logger } from "../log/logger";
import { redirectConsole } from "../log/redirect-console";
import { closeAll } from "../shutdown";
import { drain } from "./drain";
import { createEdgeServer, type EdgeServer } from "./edge-server";

const DRAIN_MS = 8_000;
const EXIT_MS = 9_500;

const { host, port, publicUrl, allowedHosts, trustedProxies } = readEnvironment();
const addresses = host === "localhost" ? ["127.0.0.1", "::1"] : [host];

redirectConsole(logger);

const app = next({
  dev: false,
  // The bundle is in `dist`, a folder of the Next app.
  dir: join(import.meta.dirname, ".."),
  hostname: host,
  port,
  quiet: true,
  // Next attaches its WebSocket upgrade handler to this server, which never listens because the app uses
  // no WebSockets.
  httpServer: createServer(),
});
await app.prepare();

const handle = app.getRequestHandler();
const servers: EdgeServer[] = [];

try {
  for (const address of addresses) await listen(address);
  process.send?.({ kind: "ready" });
} catch (error) {
  reportCannotListen(error as NodeJS.ErrnoException);
}

// These listeners replace Next's. The process continues after an uncaught error: transactions keep the
// database consistent, so the error affects at most one response. An exit would abort all open requests.
for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.removeAllListeners(event);
  process.on(event, (cause) => logger.error({ cause }, `${event}: an error was not caught`));
}

for (const event of ["SIGTERM", "SIGINT", "disconnect"]) process.once(event, shutDown);

function readEnvironment() {
  try {
    return environment();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** Listens on the address. A machine without IPv6 has no address `::1`, which is then skipped. */
function listen(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createEdgeServer({ handle, publicUrl, allowedHosts, trustedProxies });
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isMissing =
        address === "::1" && ["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes(error.code ?? "");
      if (isMissing) resolve();
      else reject(error);
    });
    server.listen(port, address, () => {
      servers.push(server);
      resolve();
    });
  });
}

function reportCannotListen(error: NodeJS.ErrnoException): void {
  if (process.send)
    return void process.send(
      { kind: "cannot-listen", code: error.code },
      undefined,
      undefined,
      () => process.exit(1),
    );
  logger.error({ cause: error }, "the server cannot listen");
  process.exit(1);
}

/** Completes the open requests, closes the database connections, and exits within the time limit. */
async function shutDown(): Promise<void> {
  setTimeout(() => process.exit(0), EXIT_MS).unref();
  await Promise.race([Promise.all(servers.map(drain)), sleep(DRAIN_MS)]);
  await closeAll();
  process.exit(0);
}
