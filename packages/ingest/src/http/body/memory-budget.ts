import { type RoomLease, SharedRoom } from "@ai-cost/fairness";
import { HttpError, serviceUnavailable } from "../http-error";

const MIB = 1024 * 1024;
const DEFAULT_CAPACITY_BYTES = 512 * MIB;
/**
 * The largest share of the memory that one project can get. It must be enough for the largest possible
 * request, which needs 372 MiB.
 */
const MOST_OF_CAPACITY = 3 / 4;

/** The memory that one request has reserved. */
export interface MemoryLease extends Omit<RoomLease, "reserve"> {
  /** Reserves more memory. Throws a 503 when the project cannot get more. */
  reserve(bytes: number): void;
  /** Resolves when the request loses its memory to other projects, because its body arrives slowly. */
  dropped: Promise<"dropped">;
}

/**
 * Limits the memory for the raw and decoded bodies of concurrent requests, and shares it between projects.
 * When memory is short, requests whose body is still arriving are aborted, first in the project that uses
 * the most memory.
 */
export class MemoryBudget {
  readonly #room: SharedRoom;

  constructor(capacityBytes = DEFAULT_CAPACITY_BYTES) {
    this.#room = new SharedRoom({
      capacity: capacityBytes,
      most: capacityBytes * MOST_OF_CAPACITY,
    });
  }

  lease(projectId: string): MemoryLease {
    let drop = () => {};
    const dropped = new Promise<"dropped">((resolve) => {
      drop = () => resolve("dropped");
    });
    const lease = this.#room.lease(projectId, drop);
    return {
      ...lease,
      dropped,
      reserve: (bytes) => {
        if (!lease.reserve(bytes)) throw noMemory();
      },
    };
  }
}

const noMemory = (): HttpError =>
  serviceUnavailable(
    "The server is receiving too much data of this project at the moment. Send this again in a few seconds.",
  );

/**
 * The error for a request that lost its memory. It closes the connection, because the rest of the body
 * would still arrive slowly on it.
 */
export const sentTooSlowly = (): HttpError => {
  const { status, message, headers } = noMemory();
  return new HttpError(status, message, { ...headers, connection: "close" });
};
