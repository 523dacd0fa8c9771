import { createHash } from "node:crypto";
import { unlinkSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Takes turns with every other process of this machine that asks for the same name. The lock is a
 * listening socket, so the kernel frees it when its holder dies, however it dies. `onWait` is called
 * once if somebody else is first. Resolves to the function that gives the lock up.
 *
 * @param {string} name
 * @param {() => void} [onWait]
 * @returns {Promise<() => void>}
 */
export async function takeLock(name, onWait) {
  const address = addressOf(name);
  let told = false;
  for (;;) {
    const release = await listenOn(address);
    if (release) return release;
    if (onWait && !told) onWait();
    told = true;
    if (!(await holderLeaves(address)) && address.startsWith("/")) removeIfPresent(address);
  }
}

/** Linux names sockets and Windows names pipes without a file; elsewhere it is one in the temp folder. */
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

/** Resolves once the holder is gone: true after a wait, false if nobody was listening any more. */
function holderLeaves(address) {
  return new Promise((resolve) => {
    let met = false;
    const socket = connect(address, () => {
      met = true;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(met));
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
