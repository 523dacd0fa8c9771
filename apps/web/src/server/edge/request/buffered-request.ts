import { IncomingMessage } from "node:http";
import { type RoomLease, SharedRoom } from "@ai-cost/fairness";

const MIB = 1024 * 1024;

/** The memory for the request bodies that one process buffers, by the address of the client. */
const room = new SharedRoom({ capacity: 16 * MIB, most: 12 * MIB });

/** What a piece of a body needs in addition to its bytes. */
const BYTES_PER_PIECE = 256;

/** Smaller pieces are joined. A client can send pieces of one byte, and each one that is passed on takes time. */
const SMALL_PIECE_BYTES = 1024;

type Arrival = "complete" | "too-large" | "overloaded";

interface Pending {
  maxBytes: number;
  lease: RoomLease;
  settle: (arrival: Arrival) => void;
}

/**
 * A request whose body can be buffered until it is complete, so that Next never waits for a body that
 * is too large, incomplete or very slow.
 */
export class BufferedRequest extends IncomingMessage {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #lease: RoomLease | null = null;
  #pending: Pending | null = null;
  /** Small pieces that arrived since the event loop last handled other events. */
  #small: Buffer[] = [];

  /**
   * Buffers the body. A complete body can then be read from the request as usual. The rest of a
   * refused body is dropped as it arrives. A body is refused as `overloaded` when memory is short and
   * its client, which `party` names, has most of it. The promise never resolves when the client
   * disconnects too early.
   */
  buffer(maxBytes: number, party: string): Promise<Arrival> {
    return new Promise((settle) => {
      const lease = room.lease(party, () => this.#drop("overloaded"));
      this.#lease = lease;
      this.#pending = { maxBytes, lease, settle };
    });
  }

  /** The bytes of the body that have been buffered so far. */
  get buffered(): Buffer<ArrayBuffer> {
    return Buffer.concat(this.#chunks);
  }

  /** Releases the memory of the buffered body. Call it when the request is over. */
  release(): void {
    this.#lease?.release();
    this.#chunks = [];
  }

  /** Node's parser calls this with each piece of the body, and with null at its end. */
  override push(chunk: Buffer | null): boolean {
    if (chunk !== null && chunk.length < SMALL_PIECE_BYTES) {
      if (this.#small.push(chunk) === 1) setImmediate(() => this.#pushSmall());
      return this.readableLength < this.readableHighWaterMark;
    }
    this.#pushSmall();
    return this.#push(chunk);
  }

  #pushSmall(): void {
    const small = this.#small;
    this.#small = [];
    if (small.length > 0 && !this.destroyed) this.#push(Buffer.concat(small));
  }

  #push(chunk: Buffer | null): boolean {
    if (!this.#pending) return super.push(chunk);
    if (chunk === null) return this.#handOver(this.#pending);
    const { maxBytes, lease } = this.#pending;
    this.#bytes += chunk.length;
    if (this.#bytes > maxBytes) return this.#drop("too-large");
    if (!lease.reserve(chunk.length + BYTES_PER_PIECE)) return this.#drop("overloaded");
    this.#chunks.push(chunk);
    return true;
  }

  #handOver({ lease, settle }: Pending): boolean {
    this.#pending = null;
    lease.keep();
    for (const chunk of this.#chunks) super.push(chunk);
    settle("complete");
    return super.push(null);
  }

  #drop(arrival: Arrival): boolean {
    const settle = this.#pending?.settle;
    this.#pending = null;
    this.release();
    settle?.(arrival);
    return true;
  }
}
