import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const READ_FOR_MS = 500;
const SLOW_BYTE_EVERY_MS = 1_000;

/**
 * Sends `text` on a new connection. Returns what arrives until the server closes it, or within half a
 * second.
 */
export async function sendText(serverUrl: string, text: string): Promise<string> {
  const socket = open(serverUrl);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk)).write(text);
  await Promise.race([closed(socket), sleep(READ_FOR_MS)]);
  socket.destroy();
  return Buffer.concat(chunks).toString();
}

/** Sends `text` and then one byte each second. Returns whether the server closes the connection in time. */
export async function isSlowSenderClosed(
  serverUrl: string,
  text: string,
  withinMs: number,
): Promise<boolean> {
  const socket = open(serverUrl);
  const timer = setInterval(() => socket.write("x"), SLOW_BYTE_EVERY_MS);
  socket.on("data", () => {}).write(text);
  const isClosed = await Promise.race([closed(socket), sleep(withinMs).then(() => false)]);
  clearInterval(timer);
  socket.destroy();
  return isClosed;
}

function open(serverUrl: string): Socket {
  const { hostname, port } = new URL(serverUrl);
  return connect({ host: hostname, port: Number(port) });
}

const closed = (socket: Socket): Promise<boolean> =>
  new Promise((resolve) =>
    socket.on("close", () => resolve(true)).on("error", () => resolve(true)),
  );
