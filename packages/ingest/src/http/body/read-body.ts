import { HttpError } from "../http-error";
import { contentCodingOf } from "./content-coding";
import { discardRest } from "./discard-body";
import type { MemoryLease } from "./memory-budget";

export interface BodyLimits {
  /** The maximum size of a body as it is sent, before decompression. */
  sentBytes: number;
  /** The maximum size of a body after decompression. */
  decodedBytes: number;
}

/**
 * The request's body, decompressed. Stops reading and throws a 413 when the body exceeds a limit, and a
 * 503 when the memory lease cannot reserve enough. Throws a 415 for an unsupported content coding and a
 * 400 for a body that cannot be decompressed.
 */
export async function readBody(
  request: Request,
  { sentBytes, decodedBytes }: BodyLimits,
  lease: MemoryLease,
): Promise<Uint8Array> {
  const decode = contentCodingOf(request.headers);
  if (Number(request.headers.get("content-length")) > sentBytes)
    throw tooLarge(sentBytes, "as sent");
  const encoded = limited(receivedChunks(request.body), sentBytes, "as sent");
  const chunks: Uint8Array[] = [];
  for await (const chunk of limited(decode(encoded), decodedBytes, "once decompressed")) {
    // Each byte needs memory twice while the chunks are concatenated.
    lease.reserve(2 * chunk.byteLength);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

type Measured = "as sent" | "once decompressed";

async function* limited(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
  measured: Measured,
): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge(maxBytes, measured);
    yield chunk;
  }
}

/**
 * The chunks of the body. When the consumer stops early, the rest of the body is discarded in the
 * background.
 */
async function* receivedChunks(body: ReadableStream<Uint8Array> | null): AsyncIterable<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  let isEnded = false;
  try {
    while (!isEnded) {
      const { done, value } = await reader.read();
      isEnded = done;
      if (value) yield value;
    }
  } catch {
    isEnded = true;
    throw new HttpError(400, "The connection closed before the whole body arrived.");
  } finally {
    if (!isEnded) void discardRest(reader);
  }
}

const tooLarge = (maxBytes: number, measured: Measured): HttpError =>
  new HttpError(
    413,
    `A body may have up to ${maxBytes / 1024 / 1024} MiB ${measured}. Send smaller batches.`,
  );
