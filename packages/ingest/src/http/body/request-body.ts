import type { MemoryLease } from "./memory-budget";

/** The body of an authenticated request, decompressed. */
export interface RequestBody {
  /** A media type that the endpoint accepts. */
  mediaType: string;
  bytes: Uint8Array;
  /**
   * Reserves the memory that decoding needs in addition to `bytes`; throws a 503 when there is not enough
   * memory.
   */
  reserve: MemoryLease["reserve"];
}
