import { type Duplex, pipeline, Readable } from "node:stream";
import { createGunzip, createInflate } from "node:zlib";
import { Refusal } from "../http-error";

type Bytes = AsyncIterable<Uint8Array>;

/** Turns a body as it was sent into what it says. */
export type ContentCoding = (sent: Bytes) => Bytes;

const CHUNK = { chunkSize: 64 * 1024 };

const CODINGS = new Map<string, ContentCoding>([
  ["identity", (sent) => sent],
  ["gzip", (sent) => through(sent, createGunzip(CHUNK))],
  ["x-gzip", (sent) => through(sent, createGunzip(CHUNK))],
  ["deflate", (sent) => through(sent, createInflate(CHUNK))],
]);

/** How the body is encoded; an encoding that is not known here is refused with 415. */
export function contentCodingOf(headers: Headers): ContentCoding {
  const name = headers.get("content-encoding")?.trim().toLowerCase() || "identity";
  const coding = CODINGS.get(name);
  if (coding) return coding;
  throw new Refusal(415, "Send it with content-encoding gzip or deflate, or without one.", {
    "accept-encoding": "gzip, deflate",
  });
}

/** Inflates no further than it is read. */
async function* through(sent: Bytes, decoder: Duplex): Bytes {
  // Whatever ends it early, here or at the sender's, reaches the reader of the decoder.
  pipeline(Readable.from(sent), decoder, () => {});
  try {
    yield* decoder;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, "The body is not what its content-encoding says, or is cut short.");
  }
}
