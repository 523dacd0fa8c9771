import type { Socket } from "node:net";

/** What Node's parser gets at once of a read, which has up to 64 KiB and can be thousands of requests. */
const FIRST_SLICE_BYTES = 2048;
const NEXT_SLICE_BYTES = 4096;
/** How long the next slices of all connections are parsed before other events are handled. */
const TURN_MS = 1;

/** The connections whose last read is not parsed completely. */
const waiting: (() => void)[] = [];
const stopped = new WeakSet<Socket>();
let isScheduled = false;

/**
 * Gives what arrives on a connection to Node's HTTP parser in slices, and handles other events in between. The
 * parser calls the server synchronously for each request and for each piece of a body. Without slices, one
 * client could hold up all others with reads that are full of small ones.
 */
export function readInSlices(socket: Socket): void {
  const push = socket.push.bind(socket);
  const read = socket._read.bind(socket);
  let rest: Buffer | null = null;
  let isWaiting = false;

  const pushSlice = (chunk: Buffer, bytes: number): boolean => {
    if (chunk.length <= bytes) return push(chunk);
    rest = chunk.subarray(bytes);
    push(chunk.subarray(0, bytes));
    return false;
  };
  const pushRest = () => {
    const chunk = rest;
    rest = null;
    isWaiting = false;
    if (chunk !== null && !socket.destroyed && !stopped.has(socket))
      pushSlice(chunk, NEXT_SLICE_BYTES);
  };

  socket.push = (chunk: Buffer | null) => {
    if (stopped.has(socket)) return false;
    return chunk === null ? push(null) : pushSlice(chunk, FIRST_SLICE_BYTES);
  };
  socket._read = (size) => {
    if (rest === null) return stopped.has(socket) ? undefined : read(size);
    if (!isWaiting) pushLater(pushRest);
    isWaiting = true;
  };
  // Without a listener, Node's parser would read from the operating system itself.
  socket.on("data", () => {});
}

/** Ends the parsing of a connection: what has arrived and what still comes is ignored. */
export const stopReading = (socket: Socket): void => void stopped.add(socket);

function pushLater(pushRest: () => void): void {
  waiting.push(pushRest);
  if (!isScheduled) setImmediate(takeTurns);
  isScheduled = true;
}

/** Gives each connection that waits one slice, as far as there is time. */
function takeTurns(): void {
  const untilMs = performance.now() + TURN_MS;
  try {
    for (let left = waiting.length; left > 0 && performance.now() < untilMs; left -= 1)
      waiting.shift()?.();
  } finally {
    isScheduled = waiting.length > 0;
    if (isScheduled) setImmediate(takeTurns);
  }
}
