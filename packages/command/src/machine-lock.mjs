import { createHash } from "node:crypto";
import { unlinkSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Takes a lock that all processes of this machine share under `name`, and resolves with the function that
 * releases the lock. The lock is a listening socket, so the operating system releases it even if the
 * process is killed. `onWait` is called once if another process holds the lock.
 *
 * @param {string} name
 * @param {() => void} [onWait]
 * @returns {Promise<() => void>}
 */
export async function takeLock(name, onWait) {
  const address = addressOf(name);
  let hasWaited = false;
  for (;;) {
    const release = await listenOn(address);
    if (release) return release;
    if (onWait && !hasWaited) onWait();
    hasWaited = true;
    if (!(await holderLeaves(address)) && address.startsWith("/")) removeIfPresent(address);
  }
}

/**
 * Returns the address of the socket. On Linux and Windows it is only a name; on other systems it is a
 * file in the temporary folder.
 */
function addressOf(name) {
  const id = `ai-cost-${createHash("sha256").update(name).digest("hex").slice(0, 24)}`;
  if (process.platform === "linux") return `\0${id}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${id}`;
  return join(tmpdir(), `${id}.sock`);
}

function listenOn(address) {
  return new Promise((resolve, reject) => {
    const waiting = new Set();
    const server = createServer((socket) => {
      waiting.add(socket.unref().on("error", () => {}));
      socket.on("close", () => waiting.delete(socket));
    });
    server.on("error", (error) =>
      error.code === "EADDRINUSE" ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => {
      server.unref();
      resolve(() => {
        server.close();
        for (const socket of waiting) socket.destroy();
      });
    });
  });
}

/** Waits until the process that holds the lock releases it. Resolves with false if no process holds the lock. */
function holderLeaves(address) {
  return new Promise((resolve) => {
    let isConnected = false;
    const socket = connect(address, () => {
      isConnected = true;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(isConnected));
    socket.resume();
  });
}

function removeIfPresent(file) {
  try {
    unlinkSync(file);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}
