import { chownSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { ServerLocation } from "../location/server-location";

const portFile = (folder: string) => join(folder, "port");

/** Returns the port that the server used last time if it is free, and any free port otherwise. */
export async function choosePort(folder: string): Promise<number> {
  const savedPort = readSavedPort(folder);
  return (savedPort && (await probePort(savedPort))) || (await probePort(0)) || 0;
}

/**
 * Saves the port for the next start. With the same port a restarted server has the same address, so
 * connection pools reconnect to it.
 */
export function savePort({ folder, user }: ServerLocation, port: number): void {
  if (readSavedPort(folder) === port) return;
  writeFileSync(portFile(folder), String(port));
  if (user) chownSync(portFile(folder), user.uid, user.gid);
}

function readSavedPort(folder: string): number | undefined {
  try {
    return Number(readFileSync(portFile(folder), "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

/**
 * Tests whether a port is free by listening on it for a moment. Returns the port, or undefined if
 * it is in use. Port 0 means any free port.
 */
function probePort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? address?.port : undefined));
    });
  });
}
