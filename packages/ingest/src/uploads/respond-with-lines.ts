import type { UploadLine } from "./upload-line";

/** The error of an import whose client has disconnected. */
class Disconnected extends Error {}

const HEADERS = {
  "content-type": "application/x-ndjson; charset=utf-8",
  // `no-transform`, because a proxy that transforms the response could delay its lines.
  "cache-control": "no-store, no-transform",
};

/**
 * Responds with the lines that `produce` writes, and sends each line immediately. When the client has
 * disconnected, writing throws an error, so that `produce` stops its work. `produce` then rejects with
 * this error.
 */
export function respondWithLines(
  produce: (write: (line: UploadLine) => void) => Promise<void>,
): Response {
  const encoder = new TextEncoder();
  let isConnected = true;
  const lines = new ReadableStream({
    async start(controller) {
      try {
        await produce((line) => {
          if (!isConnected) throw new Disconnected();
          controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
        });
        if (isConnected) controller.close();
      } catch (error) {
        if (!(error instanceof Disconnected)) controller.error(error);
      }
    },
    cancel() {
      isConnected = false;
    },
  });
  return new Response(lines, { headers: HEADERS });
}

export const isDisconnected = (error: unknown): boolean => error instanceof Disconnected;
