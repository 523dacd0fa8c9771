import { type Duplex, pipeline, Readable } from "node:stream";
import { createGunzip, createInflate } from "node:zlib";
import { HttpError } from "../http-error";

/** A function that decodes a complete body from its content coding, in chunks. */
export type ContentCoding = (encoded: Uint8Array) => AsyncIterable<Uint8Array>;

const CHUNK = { chunkSize: 64 * 1024 };

const CODINGS = new Map<string, ContentCoding | null>([
  ["identity", null],
  ["gzip", (encoded) => decompress(encoded, createGunzip(CHUNK))],
  ["x-gzip", (encoded) => decompress(encoded, createGunzip(CHUNK))],
  ["deflate", (encoded) => decompress(encoded, createInflate(CHUNK))],
]);

/**
 * Returns the content coding that the `content-encoding` header names; null for a body without a coding.
 * Throws a 415 for a coding that is not supported.
 */
export function contentCodingOf(headers: Headers): ContentCoding | null {
  const name = headers.get("content-encoding")?.trim().toLowerCase() || "identity";
  const coding = CODINGS.get(name);
  if (coding !== undefined) return coding;
  throw new HttpError(
    415,
    "Send the body with content-encoding gzip or deflate, or without content-encoding.",
    { "accept-encoding": "gzip, deflate" },
  );
}

/** Decompresses the body in chunks, and only as far as the consumer reads. */
async function* decompress(encoded: Uint8Array, decoder: Duplex): AsyncIterable<Uint8Array> {
  // An error of either stream reaches the code that reads from the decoder, so the callback is empty.
  pipeline(Readable.from([encoded]), decoder, () => {});
  try {
    yield* decoder;
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw new HttpError(400, "The body does not match its content-encoding, or it is truncated.");
  }
}
