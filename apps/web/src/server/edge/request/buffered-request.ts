import { IncomingMessage } from "node:http";

/** The total size of the request bodies that one process may hold in memory. */
const MAX_BUFFERED_BYTES = 16 * 1024 * 1024;
let bufferedBytes = 0;

type Arrival = "complete" | "too-large" | "overloaded";

/**
 * A request whose body can be buffered until it is complete, so that Next never waits for a body that
 * is too large, incomplete or very slow.
 */
export class BufferedRequest extends IncomingMessage {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #pending: { maxBytes: number; settle: (arrival: Arrival) => void } | null = null;

  /**
   * Buffers the body. A complete body can then be read from the request as usual. The rest of a
   * refused body is dropped as it arrives. The promise never resolves when the client disconnects too
   * early.
   */
  buffer(maxBytes: number): Promise<Arrival> {
    return new Promise((settle) => {
      this.#pending = { maxBytes, settle };
    });
  }

  /** The bytes of the body that have been buffered so far. */
  get buffered(): Buffer<ArrayBuffer> {
    return Buffer.concat(this.#chunks);
  }

  /** Releases the memory of the buffered body. Call it when the request is over. */
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
