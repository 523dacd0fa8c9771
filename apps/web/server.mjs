// The production server: Next behind a front of our own. Started by `npm start` with an IPC channel,
// over which it says that it is ready and at whose end it leaves; it also runs alone.
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { drain } from "./front/drain.mjs";
import { createFrontServer } from "./front/front-server.mjs";
import { logger } from "./front/logger.mjs";
import { takeConsole } from "./front/take-console.mjs";
import { readProxies } from "./front/trusted-proxies.mjs";

const DRAIN_MS = 8_000;
const LEAVE_MS = 9_500;

const port = Number(process.env.PORT || 3000);
const host = process.env.HOST || "0.0.0.0";
const publicUrl = new URL(process.env.PUBLIC_URL || `http://localhost:${port}`).origin;
const trustedProxies = process.env.TRUSTED_PROXIES
  ? readProxies(process.env.TRUSTED_PROXIES)
  : null;
const addresses = host === "localhost" ? ["127.0.0.1", "::1"] : [host];

takeConsole(logger);

const app = next({
  dev: false,
  dir: import.meta.dirname,
  hostname: host,
  port,
  quiet: true,
  // Next takes upgrades on this one, which listens nowhere: there is nothing to upgrade to.
  httpServer: createServer(),
});
await app.prepare();

const handle = app.getRequestHandler();
const servers = [];

try {
  for (const address of addresses) servers.push(await listen(address));
  process.send?.({ kind: "ready" });
} catch (error) {
  if (!process.send) {
    logger.error({ cause: error }, "the server cannot listen");
    process.exit(1);
  }
  process.send({ kind: "cannot-listen", code: error.code }, () => process.exit(1));
}

// In place of Next's own. The process goes on: whatever must be right stands in the database under
// transactions, so an error that nobody caught can lose one answer, while leaving would lose everybody's.
for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.removeAllListeners(event);
  process.on(event, (cause) => logger.error({ cause }, `${event}: nobody caught an error`));
}

for (const event of ["SIGTERM", "SIGINT", "disconnect"]) process.once(event, leave);

function listen(address) {
  return new Promise((resolve, reject) => {
    const server = createFrontServer({ handle, publicUrl, trustedProxies });
    server.once("error", (error) => {
      // A machine without IPv6 has 127.0.0.1 only.
      const isMissing = address === "::1" && ["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes(error.code);
      if (isMissing) resolve(undefined);
      else reject(error);
    });
    server.listen(port, address, () => resolve(server));
  });
}

/** Takes no new connections, finishes what has begun, closes the database, and leaves in time. */
async function leave() {
  setTimeout(() => process.exit(0), LEAVE_MS).unref();
  const drained = Promise.all(servers.map((server) => server && drain(server)));
  await Promise.race([drained, sleep(DRAIN_MS)]);
  await Promise.all((globalThis.aiCostLeaving ?? []).map((close) => close()));
  process.exit(0);
}
