const NANOSECONDS_PER_MILLISECOND = 1_000_000n;

/** An OTLP timestamp as an instant, cut to milliseconds; null for 0, which means unknown in OTLP. */
export const instantOf = (unixNano: bigint): Date | null =>
  unixNano === 0n ? null : new Date(Number(unixNano / NANOSECONDS_PER_MILLISECOND));
