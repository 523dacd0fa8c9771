import { Refusal } from "../http-error";
import { contentCodingOf } from "./content-coding";
import { dropRest } from "./discard-body";
import type { Lease } from "./memory-budget";

export interface BodyLimits {
  /** What may be sent, as it is sent. */
  sentBytes: number;
  /** What it may be once it is decompressed. */
  decodedBytes: number;
}

/**
 * The request's body, decompressed. Reads, inflates and keeps no more than the limits (413) and the
 * lease (503) allow; an unknown encoding is 415, a broken body 400.
 */
export async function readBody(
  request: Request,
  { sentBytes, decodedBytes }: BodyLimits,
  lease: Lease,
): Promise<Uint8Array> {
  const decode = contentCodingOf(request.headers);
  if (Number(request.headers.get("content-length")) > sentBytes) throw tooLarge(sentBytes);
  const sent = within(sentBytes, arriving(request.body), "as it is sent");
  const chunks: Uint8Array[] = [];
  for await (const chunk of within(decodedBytes, decode(sent), "decompressed")) {
    // Once as a chunk, and once more when the chunks are joined.
    lease.hold(2 * chunk.byteLength);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* within(
  maxBytes: number,
  chunks: AsyncIterable<Uint8Array>,
  state?: string,
): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge(maxBytes, state);
    yield chunk;
  }
}

/** The chunks as they come in. */
async function* arriving(body: ReadableStream<Uint8Array> | null): AsyncIterable<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  let isWhole = false;
  try {
    while (!isWhole) {
      const { done, value } = await reader.read();
      isWhole = done;
      if (value) yield value;
    }
  } catch {
    isWhole = true;
    throw new Refusal(400, "The body did not arrive whole.");
  } finally {
    if (!isWhole) void dropRest(reader);
  }
}

const tooLarge = (maxBytes: number, state = "as it is sent"): Refusal =>
  new Refusal(
    413,
    `A body may have ${maxBytes / 1024 / 1024} MiB ${state}. Send it in smaller batches.`,
  );
