// Runs the production server: Next behind the edge server. `npm start` forks the bundle of this file
// with an IPC channel, on which it reports that it listens and whose end shuts it down.
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

const { host, port, publicUrl, trustedProxies } = readEnvironment();
const addresses = host === "localhost" ? ["127.0.0.1", "::1"] : [host];

redirectConsole(logger);

const app = next({
  dev: false,
  // The bundle is in `dist`.
  dir: join(import.meta.dirname, ".."),
  hostname: host,
  port,
  quiet: true,
  // Next attaches its upgrade handler to this server. It never listens, since nothing here upgrades.
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

// These replace Next's own listeners. The process goes on: transactions keep the database consistent,
// so an uncaught error can lose one response, while exiting would lose everybody's.
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

/** Listens on the address; a machine without IPv6 has no `::1`, which is skipped. */
function listen(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createEdgeServer({ handle, publicUrl, trustedProxies });
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

/** Drains the servers, closes the database connections, and exits in time. */
async function shutDown(): Promise<void> {
  setTimeout(() => process.exit(0), EXIT_MS).unref();
  await Promise.race([Promise.all(servers.map(drain)), sleep(DRAIN_MS)]);
  await closeAll();
  process.exit(0);
}
