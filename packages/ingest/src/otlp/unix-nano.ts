const NANOSECONDS_PER_MILLISECOND = 1_000_000n;

/** An instant of the protocol, cut to milliseconds; null for 0, which says that it is not known. */
export const instantOf = (unixNano: bigint): Date | null =>
  unixNano === 0n ? null : new Date(Number(unixNano / NANOSECONDS_PER_MILLISECOND));
