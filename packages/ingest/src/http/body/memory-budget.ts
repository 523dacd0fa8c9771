import { type RoomLease, SharedRoom } from "@ai-cost/fairness";
import { HttpError, serviceUnavailable } from "../http-error";

const MIB = 1024 * 1024;
const DEFAULT_CAPACITY_BYTES = 512 * MIB;
/** The part of the memory that one project ever gets. The largest possible request needs 372 MiB. */
const MOST_OF_CAPACITY = 3 / 4;

/** The memory that one request has reserved. */
export interface MemoryLease extends Omit<RoomLease, "reserve"> {
  /** Reserves more memory; throws a 503 when the project has no more. */
  reserve(bytes: number): void;
  /** Resolves when the request must give way to others because it is sent slowly. */
  dropped: Promise<"dropped">;
}

/**
 * Limits the memory for the raw and decoded bodies of concurrent requests. Projects share it fairly: when
 * it is short, slow senders of the project that uses most of it give way.
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

/** The error for a request that must give way. It closes the connection, on which the body would still arrive slowly. */
export const sentTooSlowly = (): HttpError => {
  const { status, message, headers } = noMemory();
  return new HttpError(status, message, { ...headers, connection: "close" });
};
