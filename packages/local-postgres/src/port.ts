import { chownSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Place } from "./place";

const fileOf = (folder: string) => join(folder, "port");

/** The port this server had last time if it is free, else any free one. */
export async function choosePort(folder: string): Promise<number> {
  const remembered = readRememberedPort(folder);
  return (remembered && (await probePort(remembered))) || (await probePort(0)) || 0;
}

/** So that the address stays the same between starts, and pools reconnect after one. */
export function rememberPort({ folder, user }: Place, port: number): void {
  if (readRememberedPort(folder) === port) return;
  writeFileSync(fileOf(folder), String(port));
  if (user) chownSync(fileOf(folder), user.uid, user.gid);
}

function readRememberedPort(folder: string): number | undefined {
  try {
    return Number(readFileSync(fileOf(folder), "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

/** Binds and lets go: the port bound, or undefined when it is taken. 0 asks for any free one. */
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
