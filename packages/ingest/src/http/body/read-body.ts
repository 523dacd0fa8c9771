import { HttpError } from "../http-error";
import { contentCodingOf } from "./content-coding";
import { discardRest } from "./discard-body";
import type { MemoryLease } from "./memory-budget";

export interface BodyLimits {
  /** The largest body as it is sent, which may be compressed. */
  sentBytes: number;
  /** The largest body once it is decompressed. */
  decodedBytes: number;
}

/**
 * The request's body, decompressed. Reads no further than the limits (413) and the memory lease (503)
 * allow. Throws a 415 for an unsupported content coding and a 400 for a body that is broken.
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
    // Each byte is in memory twice while the chunks are concatenated.
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

/** When the consumer stops early, the rest is discarded in the background. */
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
