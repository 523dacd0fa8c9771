import type { Socket } from "node:net";

/** What Node's parser gets at once. A read has up to 64 KiB, which can be thousands of requests. */
const SLICE_BYTES = 4096;
/** How long the further slices of all connections are parsed before other events are handled. */
const TURN_MS = 5;

/** The connections whose last read is not parsed completely. */
const waiting: (() => void)[] = [];
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

  socket.push = (chunk: Buffer | null) => {
    if (chunk === null || chunk.length <= SLICE_BYTES) return push(chunk);
    rest = chunk.subarray(SLICE_BYTES);
    push(chunk.subarray(0, SLICE_BYTES));
    return false;
  };
  socket._read = (size) => {
    if (rest === null) read(size);
    else if (!isWaiting) {
      isWaiting = true;
      pushLater(() => {
        const chunk = rest;
        rest = null;
        isWaiting = false;
        if (!socket.destroyed) socket.push(chunk);
      });
    }
  };
  // Without a listener, Node's parser would read from the operating system itself.
  socket.on("data", () => {});
}

/** Ends the parsing of a connection: what has arrived and what still comes is ignored. */
export function stopReading(socket: Socket): void {
  socket.push = () => false;
  socket._read = () => {};
}

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
