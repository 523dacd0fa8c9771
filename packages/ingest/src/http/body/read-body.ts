import { HttpError } from "../http-error";
import { contentCodingOf } from "./content-coding";
import { discardRest } from "./discard-body";
import { type MemoryLease, sentTooSlowly } from "./memory-budget";

export interface BodyLimits {
  /** The maximum size of a body as it is sent, before decompression. */
  sentBytes: number;
  /** The maximum size of a body after decompression. */
  decodedBytes: number;
}

/** A body that has arrived completely, as it was sent. */
export interface SentBody {
  bytes: Uint8Array;
  /** Decompresses the body. Throws a 413 when it exceeds its limit, and a 400 when it cannot be decompressed. */
  decompress(): Promise<Uint8Array>;
}

/**
 * The memory that a chunk of a body needs in addition to its bytes. A client can send chunks of one byte.
 */
const BYTES_PER_PIECE = 512;

/**
 * Reads the request's body until it is complete, without decompressing it. Throws a 413 when the body
 * exceeds its limit, a 503 when the memory lease cannot reserve enough memory or loses it, and a 415 for
 * an unsupported content coding. After an error, it reads no further.
 */
export async function readBody(
  request: Request,
  { sentBytes, decodedBytes }: BodyLimits,
  lease: MemoryLease,
): Promise<SentBody> {
  const decode = contentCodingOf(request.headers);
  if (Number(request.headers.get("content-length")) > sentBytes)
    throw tooLarge(sentBytes, "as sent");
  const received = receivedChunks(request.body, lease);
  const bytes = await collect(limited(received, sentBytes, "as sent"), lease);
  lease.arrive();
  if (!decode) return { bytes, decompress: async () => bytes };
  const decompress = () =>
    collect(limited(decode(bytes), decodedBytes, "once decompressed"), lease);
  return { bytes, decompress };
}

/** Joins the chunks. During this, the body needs its memory twice. */
async function collect(chunks: AsyncIterable<Uint8Array>, lease: MemoryLease): Promise<Uint8Array> {
  const collected: Uint8Array[] = [];
  let reservedBytes = 0;
  let bytes = 0;
  for await (const chunk of chunks) {
    lease.reserve(chunk.byteLength + BYTES_PER_PIECE);
    reservedBytes += chunk.byteLength + BYTES_PER_PIECE;
    bytes += chunk.byteLength;
    collected.push(chunk);
  }
  lease.reserve(bytes);
  const joined = Buffer.concat(collected);
  lease.giveBack(reservedBytes);
  return joined;
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
 * Yields the chunks of the body. When the consumer stops early, the rest of the body is discarded in the
 * background.
 */
async function* receivedChunks(
  body: ReadableStream<Uint8Array> | null,
  { dropped }: MemoryLease,
): AsyncIterable<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  let isEnded = false;
  try {
    while (!isEnded) {
      const read = await Promise.race([readOf(reader), dropped]);
      if (read === "dropped") throw sentTooSlowly();
      isEnded = read.done;
      if (read.value) yield read.value;
    }
  } finally {
    if (!isEnded) void discardRest(reader);
  }
}

const readOf = (reader: ReadableStreamDefaultReader<Uint8Array>) =>
  reader.read().catch(() => {
    throw new HttpError(400, "The connection closed before the whole body arrived.");
  });

const tooLarge = (maxBytes: number, measured: Measured): HttpError =>
  new HttpError(
    413,
    `A body may have up to ${maxBytes / 1024 / 1024} MiB ${measured}. Send smaller batches.`,
  );
