import type { MemoryLease } from "./memory-budget";

/** The body of an authenticated request, decompressed. */
export interface RequestBody {
  /** One of those that the endpoint accepts. */
  mediaType: string;
  bytes: Uint8Array;
  /** Reserves the memory that decoding needs besides `bytes`; throws a 503 when there is not enough. */
  reserve: MemoryLease["reserve"];
}
