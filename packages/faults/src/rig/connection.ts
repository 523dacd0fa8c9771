import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 500;
const DRIP_MS = 1_000;

/** All that comes back over a connection of its own, for as long as it stays open or half a second. */
export async function sendText(serverUrl: string, text: string): Promise<string> {
  const socket = dial(serverUrl);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk)).write(text);
  await Promise.race([closing(socket), sleep(PATIENCE_MS)]);
  socket.destroy();
  return Buffer.concat(chunks).toString();
}

/** Whether the server closes, in time, on who sends `text` and then a byte a second. */
export async function isClosedOnDripping(
  serverUrl: string,
  text: string,
  withinMs: number,
): Promise<boolean> {
  const socket = dial(serverUrl);
  const dripping = setInterval(() => socket.write("x"), DRIP_MS);
  socket.on("data", () => {}).write(text);
  const isClosed = await Promise.race([closing(socket), sleep(withinMs).then(() => false)]);
  clearInterval(dripping);
  socket.destroy();
  return isClosed;
}

function dial(serverUrl: string): Socket {
  const { hostname, port } = new URL(serverUrl);
  return connect({ host: hostname, port: Number(port) });
}

const closing = (socket: Socket): Promise<boolean> =>
  new Promise((closed) => socket.on("close", () => closed(true)).on("error", () => closed(true)));
