import { notNow } from "../http-error";

const DEFAULT_CAPACITY_BYTES = 512 * 1024 * 1024;

/** One request's part of the room. */
export interface Lease {
  /** Takes so much more; refuses the request with 503 when there is no room for it now. */
  hold(bytes: number): void;
  /** Gives everything back. */
  release(): void;
}

/** Bounds what one process holds of requests' bodies at once, as they came and as they are read. */
export class ByteRoom {
  #freeBytes: number;

  constructor(capacityBytes = DEFAULT_CAPACITY_BYTES) {
    this.#freeBytes = capacityBytes;
  }

  lease(): Lease {
    let held = 0;
    return {
      hold: (bytes) => {
        if (bytes > this.#freeBytes)
          throw notNow("Too much is being sent at once. Send this again in a few seconds.");
        this.#freeBytes -= bytes;
        held += bytes;
      },
      release: () => {
        this.#freeBytes += held;
        held = 0;
      },
    };
  }
}
