import { serviceUnavailable } from "../http-error";

const DEFAULT_CAPACITY_BYTES = 512 * 1024 * 1024;

/** The memory that one request has reserved. */
export interface MemoryLease {
  /** Reserves more memory; throws a 503 when the budget has too little memory left. */
  reserve(bytes: number): void;
  /** Returns all reserved memory to the budget. It may be called more than once. */
  release(): void;
}

/**
 * A semaphore that counts bytes. It limits the memory for the raw and decoded bodies of concurrent
 * requests.
 */
export class MemoryBudget {
  #freeBytes: number;

  constructor(capacityBytes = DEFAULT_CAPACITY_BYTES) {
    this.#freeBytes = capacityBytes;
  }

  lease(): MemoryLease {
    let reservedBytes = 0;
    return {
      reserve: (bytes) => {
        if (bytes > this.#freeBytes)
          throw serviceUnavailable(
            "The server is receiving too much data at the moment. Send this again in a few seconds.",
          );
        this.#freeBytes -= bytes;
        reservedBytes += bytes;
      },
      release: () => {
        this.#freeBytes += reservedBytes;
        reservedBytes = 0;
      },
    };
  }
}
