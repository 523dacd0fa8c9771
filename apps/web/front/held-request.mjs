import { IncomingMessage } from "node:http";

/** What one process holds of bodies that are still coming in or being answered. */
const ROOM_BYTES = 16 * 1024 * 1024;
let heldBytes = 0;

/** @typedef {"whole" | "too-large" | "no-room"} Arrival */

/**
 * A request whose small body can be held back until it is whole, so that nothing behind reads a body
 * that is too large, that stops half-way, or that comes a byte a second.
 */
export class HeldRequest extends IncomingMessage {
  /** @type {Buffer[]} */
  #chunks = [];
  #bytes = 0;
  /** @type {{ maxBytes: number, settle: (arrival: Arrival) => void } | null} */
  #holding = null;

  /**
   * Holds the body back. Once it is whole it can be read as ever; of one that is not, the rest is
   * dropped as it comes. Never resolves when the sender leaves before.
   *
   * @param {number} maxBytes
   * @returns {Promise<Arrival>}
   */
  hold(maxBytes) {
    return new Promise((settle) => {
      this.#holding = { maxBytes, settle };
    });
  }

  /** What has come of the body that is held. */
  get held() {
    return Buffer.concat(this.#chunks);
  }

  /** Gives up the room that the body took; to be called when the request is over. */
  release() {
    heldBytes -= this.#bytes;
    this.#bytes = 0;
    this.#chunks = [];
  }

  /**
   * Called by Node's parser with each piece of the body, and with null at its end.
   *
   * @override
   * @param {Buffer | null} chunk
   */
  push(chunk) {
    if (!this.#holding) return super.push(chunk);
    if (chunk === null) return this.#handOver();
    this.#bytes += chunk.length;
    heldBytes += chunk.length;
    if (this.#bytes > this.#holding.maxBytes) return this.#drop("too-large");
    if (heldBytes > ROOM_BYTES) return this.#drop("no-room");
    this.#chunks.push(chunk);
    return true;
  }

  #handOver() {
    for (const chunk of this.#chunks) super.push(chunk);
    this.#settle("whole");
    return super.push(null);
  }

  /** @param {Arrival} why */
  #drop(why) {
    this.release();
    this.#settle(why);
    return true;
  }

  /** @param {Arrival} arrival */
  #settle(arrival) {
    this.#holding?.settle(arrival);
    this.#holding = null;
  }
}
