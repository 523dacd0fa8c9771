import { IncomingMessage } from "node:http";

/** What one process may hold of request bodies that are still arriving or being processed. */
const MAX_BUFFERED_BYTES = 16 * 1024 * 1024;
let bufferedBytes = 0;

type Arrival = "complete" | "too-large" | "overloaded";

/**
 * A request whose body can be buffered until it is complete, so that no code behind it reads a body
 * that is too large, that stops half-way, or that arrives a byte a second.
 */
export class BufferedRequest extends IncomingMessage {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #pending: { maxBytes: number; settle: (arrival: Arrival) => void } | null = null;

  /**
   * Buffers the body. A complete body can be read from the request as usual; the rest of a refused one
   * is dropped as it arrives. Never resolves when the client disconnects before.
   */
  buffer(maxBytes: number): Promise<Arrival> {
    return new Promise((settle) => {
      this.#pending = { maxBytes, settle };
    });
  }

  /** The part of the body that has been buffered. */
  get buffered(): Buffer<ArrayBuffer> {
    return Buffer.concat(this.#chunks);
  }

  /** Releases the memory that the body took. Call it when the request is over. */
  release(): void {
    bufferedBytes -= this.#bytes;
    this.#bytes = 0;
    this.#chunks = [];
  }

  /** Node's parser calls this with each piece of the body, and with null at its end. */
  override push(chunk: Buffer | null): boolean {
    if (!this.#pending) return super.push(chunk);
    if (chunk === null) return this.#handOver();
    this.#bytes += chunk.length;
    bufferedBytes += chunk.length;
    if (this.#bytes > this.#pending.maxBytes) return this.#drop("too-large");
    if (bufferedBytes > MAX_BUFFERED_BYTES) return this.#drop("overloaded");
    this.#chunks.push(chunk);
    return true;
  }

  #handOver(): boolean {
    for (const chunk of this.#chunks) super.push(chunk);
    this.#settle("complete");
    return super.push(null);
  }

  #drop(arrival: Arrival): boolean {
    this.release();
    this.#settle(arrival);
    return true;
  }

  #settle(arrival: Arrival): void {
    this.#pending?.settle(arrival);
    this.#pending = null;
  }
}
